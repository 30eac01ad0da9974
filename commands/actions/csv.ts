import { command } from '../../src/core/command.ts';
import { toCsv } from '../../src/render/csv.ts';
import { keptResult } from '../replies/kept-result.ts';
import { ofAnswer, turnOf } from '../replies/turn-of.ts';

/** The whole result that was kept, as a file for whoever pressed. */
export const csv = command({
  name: 'csv',
  on: 'button',
  lane: 'now',
  visibility: 'caller',
  options: ofAnswer,
  async run(call, { services, say }) {
    const { turn } = await turnOf(call, services);
    const result = await keptResult(services.blobs, turn);
    const bytes = new TextEncoder().encode(toCsv(result));
    const sha256 = await services.blobs.put(bytes);
    const count = result.rows.length;
    return {
      reply: {
        title: say('ask.csvTitle'),
        summary: result.truncated ? say('ask.csvCut', { count }) : say('ask.csvReady', { count }),
        tone: 'plain',
        blocks: [
          { kind: 'file', name: fileName(turn.request), mediaType: 'text/csv', sha256, size: bytes.length },
        ],
        actions: [],
        visibility: 'caller',
      },
    };
  },
});

/** A name that every file system takes, from the question: 'how-many-movies.csv'. */
function fileName(question: string): string {
  const words = question.normalize('NFC').match(/[\p{Letter}\p{Number}]+/gu) ?? ['result'];
  return `${words.slice(0, 8).join('-').slice(0, 60).toWellFormed()}.csv`;
}
