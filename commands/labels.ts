import { command } from '../src/core/command.ts';
import type { ResultSet } from '../src/core/data-source.ts';
import { MagpieError } from '../src/core/errors.ts';
import { labelKey, type TaughtLabel } from '../src/core/taught.ts';
import type { Say } from '../src/core/text.ts';
import { ago } from '../src/render/ago.ts';
import { labelOf } from './replies/label-of.ts';
import { pageTurns } from './replies/page-turns.ts';
import { tablePage } from './replies/table-page.ts';

const pageRows = 20;

/** `/labels`: what this channel was taught, and the way to take some of it back: one's own examples, and for admins all. */
export const labels = command({
  name: 'labels',
  on: 'slash',
  lane: 'now',
  options: {
    remove: { kind: 'text', required: false, maxLength: 200, complete: 'labels' },
    page: { kind: 'integer', required: false, min: 1, max: 1000 },
    private: { kind: 'flag', required: false },
  },
  async run({ options, conversation, caller }, { services, say, now }) {
    const visibility = options.private ? 'caller' : 'channel';
    const plain = { title: say('labels.title'), tone: 'plain', blocks: [], actions: [], visibility } as const;
    if (options.remove !== undefined) {
      const label = labelOf(options.remove, say);
      const everybodys = caller.roles.includes('admin');
      const count = await services.taught.remove(conversation, label, everybodys ? undefined : caller.id);
      const left = (await services.taught.labels(conversation)).some(
        (one) => labelKey(one.label) === labelKey(label),
      );
      if (count === 0) {
        const why = say(left ? 'labels.notYours' : 'labels.unknown', { label });
        throw new MagpieError('OPTION_INVALID', { why });
      }
      const summary = say(left ? 'labels.removedYours' : 'labels.removed', { label, count });
      return { reply: { ...plain, tone: 'good', summary } };
    }
    const taught = await services.taught.labels(conversation);
    if (taught.length === 0) return { reply: { ...plain, summary: say('labels.none') } };
    const table = overview(taught, (at) => ago(new Date(at), now(), caller.locale), say);
    const block = tablePage(table, options.page ?? 1, pageRows);
    const turnTo = (page: number) => ({ command: 'labels', options: { page, private: options.private } });
    return {
      reply: {
        ...plain,
        summary: say('labels.summary', { count: taught.length }),
        blocks: [block],
        actions: pageTurns(block, turnTo, say),
        footnote: say('labels.hint'),
      },
    };
  },
});

function overview(taught: readonly TaughtLabel[], when: (at: string) => string, say: Say): ResultSet {
  const words = ['label', 'examples', 'model', 'by', 'when'] as const;
  const columns = words.map((word) => ({
    name: say(`labels.${word}`),
    kind: word === 'examples' ? ('integer' as const) : ('text' as const),
  }));
  const rows = taught.map(({ label, examples, model, by, at }) => [label, examples, model, by, when(at)]);
  return { columns, rows, truncated: false, ms: 0 };
}
