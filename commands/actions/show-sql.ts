import { command } from '../../src/core/command.ts';
import { visibleLines } from '../../src/render/visible.ts';
import { ofAnswer, turnOf } from '../replies/turn-of.ts';

/** For platforms that leave the SQL out of the answer: shows it to whoever pressed. */
export const showSql = command({
  name: 'show-sql',
  on: 'button',
  lane: 'now',
  visibility: 'caller',
  options: ofAnswer,
  async run(call, { services, say }) {
    const { asked, title } = await turnOf(call, services);
    return {
      reply: {
        title: say('ask.sqlTitle'),
        summary: say('ask.sqlOf', { source: title }),
        tone: 'plain',
        blocks: [{ kind: 'code', language: 'sql', text: visibleLines(asked.sql) }],
        actions: [],
        visibility: 'caller',
      },
    };
  },
});
