import type { Config, SourceConfig } from '../../config.ts';
import { sourceDefaults } from '../../config-slices.ts';
import type { Privilege } from '../../core/data-source.ts';
import { errorCatalogue } from '../../core/errors.ts';
import { whatOf } from '../../core/problem.ts';
import { sayIn } from '../../core/text.ts';
import { openSource } from '../../data/open.ts';
import { openAnyway } from '../../data/open-anyway.ts';
import { requireMeaning } from '../../open-sources.ts';
import { shortened } from '../../render/shortened.ts';
import { visible } from '../../render/visible.ts';
import type { Finding } from './finding.ts';

const next = 'Make a role for Magpie that only reads: docs/databases.md';
/** UTF-16 units: a database's own words may be many. */
const maxDetail = 300;

/** Whether a database can be asked, and what its login may do besides. Rejects when it cannot be opened. */
export async function findingsOfDatabase(
  config: Config,
  chosen: SourceConfig,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const name = `database ${chosen.name}`;
  const unsafe: Finding[] = [];
  const source = await openAnyway(
    openSource,
    // With what nobody may see, for finding it.
    { ...chosen, ...sourceDefaults(config), hidden: [], children: 1 },
    (error) =>
      unsafe.push({
        name: `${name}: login`,
        ok: false,
        detail: told(whatOf(error)),
        next: errorCatalogue[error.code].operator,
      }),
  );
  try {
    await requireMeaning(source, chosen, signal);
    const { tables } = await source.hiding(chosen.hidden).describe(signal);
    const summary = sayIn('en')('schema.summary', { count: tables.length });
    const privileges = findingsOf(name, await source.privileges(signal));
    return [{ name, ok: true, detail: `${source.dialect}: ${summary}` }, ...unsafe, ...privileges];
  } finally {
    await source.close();
  }
}

function findingsOf(name: string, privileges: readonly Privilege[]): readonly Finding[] {
  const good = privileges.filter(({ ok }) => ok).map((privilege) => privilege.name);
  const bad = privileges.filter(({ ok }) => !ok);
  return [
    ...(good.length > 0
      ? [{ name: `${name}: privileges`, ok: true, detail: `as they should be: ${told(good.join(', '))}` }]
      : []),
    ...bad.map((one) => ({ name: `${name}: ${told(one.name)}`, ok: false, detail: told(one.detail), next })),
  ];
}

const told = (text: string): string => visible(shortened(text, maxDetail));
