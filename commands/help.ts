import { type AnyCommand, command } from '../src/core/command.ts';
import { listedOptions } from '../src/core/options.ts';
import type { TableBlock } from '../src/core/reply.ts';
import { isWordKey, type Say } from '../src/core/text.ts';

/** `/help`: what there is to type. Takes the other commands, so that the list cannot go stale. */
export const help = (others: readonly AnyCommand[]): AnyCommand => {
  const self: AnyCommand = command({
    name: 'help',
    on: 'slash',
    lane: 'now',
    visibility: 'caller',
    options: { private: { kind: 'flag', required: false } },
    async run(_, { say }) {
      const listed = [...others, self].filter((other) => other.on === 'slash');
      return {
        reply: {
          title: say('help.title'),
          summary: say('help.summary'),
          tone: 'plain',
          blocks: [tableOf(listed, say)],
          actions: [],
          visibility: 'caller',
        },
      };
    },
  });
  return self;
};

function tableOf(listed: readonly AnyCommand[], say: Say): TableBlock {
  const rows = listed.map(({ name, options }) => {
    const about = `command.${name}.description`;
    return [
      `/${name}`,
      isWordKey(about) ? say(about) : '',
      listedOptions(options)
        .map(([option]) => option)
        .join(', '),
    ];
  });
  const columns = ([`help.command`, `help.about`, `help.options`] as const).map((key) => ({
    name: say(key),
    kind: 'text' as const,
  }));
  return { kind: 'table', columns, rows, page: 1, pages: 1, totalRows: rows.length };
}
