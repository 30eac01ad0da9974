import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { callAccepted } from '../../schema/api.ts';
import { aPicture, birdPlayground } from '../support/bird-playground.ts';
import { tempFolder } from '../support/temp-folder.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;
const run = promisify(execFile);

/** What the shell prints for a command line of the documentation. */
const shell = async (line: string, cwd: string, env: Readonly<Record<string, string>>) =>
  (await run('bash', ['-c', `${line} -s`], { cwd, env: { PATH: process.env.PATH ?? '', ...env } })).stdout;

describe.skipIf(!hasCurl)('the command lines of the documentation work as they stand', () => {
  test('in the README', async () => {
    const { url } = await birdPlayground({ web: { apiTokens: ['TOKEN'] } });
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const lines = [...readme.matchAll(/^curl (?:.*\\\n)*.*$/gm)].map(([line]) => line);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const here = line.replaceAll('http://127.0.0.1:7860', url);
      expect(here).not.toBe(line);
      callAccepted.parse(JSON.parse(await shell(here, '.', {})));
    }
  });

  test('on the page about the API, with a token and without', async () => {
    for (const web of [{}, { apiTokens: ['a-token'] }]) {
      const { url, browser } = await birdPlayground({ web });
      const cwd = await tempFolder();
      await writeFile(join(cwd, 'cat.jpg'), new Uint8Array(await aPicture().arrayBuffer()));
      const page = await browser().get('/api');
      const code = /<pre[^>]*><code>([\s\S]*?)<\/code>/.exec(page)?.[1] ?? '';
      const [ask = '', classify = '', events = ''] = code
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .split('\n\n');
      const env = { TOKEN: 'a-token' };
      const { id } = callAccepted.parse(JSON.parse(await shell(ask, cwd, env)));
      callAccepted.parse(JSON.parse(await shell(classify, cwd, env)));
      expect(await shell(events, cwd, { ...env, ID: id })).toMatch(/event: done\ndata: \{/);
      expect(ask).toContain(url);
    }
  });
});
