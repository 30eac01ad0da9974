import { readFileSync, writeFileSync } from 'node:fs';
import { commandTables } from './commands.ts';
import { envExample, environmentTable } from './env-example.ts';
import { errorTable } from './errors.ts';

const root = new URL('../../', import.meta.url);

/** Replaces what stands between the two markers of a page. */
function fill(path: string, content: string): string {
  const page = readFileSync(new URL(path, root), 'utf8');
  return page.replace(
    /(<!-- derived -->\n)[\s\S]*(\n<!-- \/derived -->)/,
    (_, open, close) => open + content + close,
  );
}

/** Each derived file with the text that it ought to have. */
export const derived = (): Readonly<Record<string, string>> => ({
  '.env.example': envExample(),
  'docs/configuration.md': fill('docs/configuration.md', environmentTable()),
  'docs/errors.md': fill('docs/errors.md', errorTable()),
  'docs/commands.md': fill('docs/commands.md', commandTables()),
});

if (import.meta.main) {
  for (const [path, text] of Object.entries(derived())) writeFileSync(new URL(path, root), text);
}
