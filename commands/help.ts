import { type AnyCommand, command } from '../src/core/command.ts';
import { isWordKey, type Say } from '../src/core/text.ts';

/** `/help`: what there is to type. Takes the other commands, so that the list cannot go stale. */
export const help = (others: readonly AnyCommand[]): AnyCommand => {
  const self: AnyCommand = command({
    name: 'help',
    on: 'slash',
    lane: 'now',
    options: {},
    async run(_, { say }) {
      const listed = [...others, self].filter((other) => other.on === 'slash');
      return {
        reply: {
          title: say('help.title'),
          summary: say('help.summary'),
          tone: 'plain',
          blocks: [{ kind: 'text', text: listed.map((other) => line(other, say)).join('\n') }],
          actions: [],
          visibility: 'caller',
        },
      };
    },
  });
  return self;
};

function line(described: AnyCommand, say: Say): string {
  const key = `command.${described.name}.description`;
  const options = Object.entries(described.options).map(([name, { required }]) =>
    required ? ` ${name}:…` : ` [${name}]`,
  );
  return `/${described.name}${options.join('')} — ${isWordKey(key) ? say(key) : ''}`;
}
