import { command } from '../src/core/command.ts';
import type { Turn } from '../src/core/history.ts';
import type { TextBlock } from '../src/core/reply.ts';
import type { Say } from '../src/core/text.ts';
import { ago } from '../src/render/ago.ts';

const usual = 10;
const longestRequest = 300;

/** `/history`: what was asked here lately. To the caller alone, as it holds what only they may see. */
export const history = command({
  name: 'history',
  on: 'slash',
  lane: 'now',
  visibility: 'caller',
  options: {
    limit: { kind: 'integer', required: false, min: 1, max: 50 },
    private: { kind: 'flag', required: false },
  },
  async run({ conversation, caller, options }, { services, say, now }) {
    const kept = conversation.thread === undefined ? services.history.channel : services.history.thread;
    const turns = await kept(conversation, caller.id, options.limit ?? usual);
    return {
      reply: {
        title: say('history.title'),
        summary: turns.length > 0 ? say('history.summary', { count: turns.length }) : say('history.none'),
        tone: 'plain',
        blocks: turns.map((turn) => block(turn, ago(new Date(turn.at), now(), caller.locale), say)),
        actions: [],
        visibility: 'caller',
      },
    };
  },
});

function block(turn: Turn, when: string, say: Say): TextBlock {
  const request = turn.request.replaceAll(/\s+/g, ' ');
  const characters = [...request];
  const shown =
    characters.length > longestRequest ? `${characters.slice(0, longestRequest).join('')}…` : request;
  const head = say(turn.visibility === 'caller' ? 'history.toYouAlone' : 'history.asked', {
    who: turn.callerName,
    when,
    command: turn.command,
  });
  return { kind: 'text', text: `${head}\n${shown}\n→ ${turn.summary}` };
}
