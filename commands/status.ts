import { command } from '../src/core/command.ts';
import type { ResultSet } from '../src/core/data-source.ts';
import { durationIn } from '../src/core/duration.ts';
import { MagpieError } from '../src/core/errors.ts';
import type { Status } from '../src/core/status.ts';
import { languageOf, type Say } from '../src/core/text.ts';
import { formatBytes } from '../src/render/numbers.ts';
import { tablePage } from './replies/table-page.ts';

/** `/status`: how Magpie does, for those who manage the place. */
export const status = command({
  name: 'status',
  on: 'slash',
  lane: 'now',
  visibility: 'caller',
  options: {},
  async run({ caller }, { services, say }) {
    if (!caller.roles.includes('admin')) {
      throw new MagpieError('OPTION_INVALID', { why: say('status.adminsOnly') });
    }
    const now = services.status();
    const { done, failed, cancelled, expired } = now.outcomes;
    const table = lanesIn(now, say);
    return {
      reply: {
        title: say('status.title'),
        summary: say('status.summary', {
          up: durationIn(languageOf(caller.locale), now.upMs),
          memory: formatBytes(now.memory, caller.locale),
        }),
        tone: 'plain',
        blocks: [
          tablePage(table, 1, table.rows.length),
          { kind: 'text', text: say('status.outcomes', { done, failed, cancelled, expired }) },
          { kind: 'text', text: say('status.models', { names: now.models.join(', ') }) },
          {
            kind: 'text',
            text: say('status.sources', { names: now.sources.join(', ') || say('status.none') }),
          },
        ],
        actions: [],
        visibility: 'caller',
      },
    };
  },
});

function lanesIn({ lanes }: Status, say: Say): ResultSet {
  const columns = (['lane', 'waiting', 'running', 'waitMs', 'runMs'] as const).map((word) => ({
    name: say(`status.${word}`),
    kind: word === 'lane' ? ('text' as const) : ('integer' as const),
  }));
  const rows = Object.entries(lanes).map(([lane, { waiting, running, waitMs, runMs }]) => [
    lane,
    waiting,
    running,
    waitMs === undefined ? null : Math.round(waitMs),
    runMs === undefined ? null : Math.round(runMs),
  ]);
  return { columns, rows, truncated: false, ms: 0 };
}
