import { parseArgs } from 'node:util';
import type { Vote } from '../core/feedback.ts';
import type { Turn } from '../core/history.ts';
import { plainTable } from '../render/plain-table.ts';
import { openStore, type Store } from '../store/open.ts';
import type { CliCommand } from './command.ts';
import { configOf } from './read-config.ts';
import { refuse } from './refuse.ts';

const optionSpecs = { json: { type: 'boolean', default: false } } as const;

/** What people thought of answers, beside what they had asked: the next examples, and the next faults to mend. */
export const feedback: CliCommand = {
  name: 'feedback',
  usage: '[--json]',
  about: 'Print the votes and comments on answers, the oldest first',

  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: optionSpecs });
    const { MAGPIE_DATA_DIR: dir, storeFile } = configOf(io);
    try {
      const store = await openStore({ dir, url: `sqlite:${storeFile}`, access: 'read' });
      try {
        const opinions = await opinionsIn(store);
        io.out(values.json ? `${JSON.stringify(opinions)}\n` : opinionsText(opinions));
        return 0;
      } finally {
        await store.close();
      }
    } catch (error) {
      return refuse(error, values.json, io);
    }
  },
};

type Opinion = Pick<Vote, 'at' | 'vote' | 'comment'> &
  Pick<Turn, 'command' | 'request' | 'summary'> & {
    readonly source?: string;
    readonly sql?: string;
  };

async function opinionsIn({ feedback, history }: Pick<Store, 'feedback' | 'history'>): Promise<Opinion[]> {
  const opinions: Opinion[] = [];
  for (const { callId, callerId, at, vote, comment } of await feedback.all()) {
    const turn = await history.ofCall(callId, callerId);
    if (!turn) continue;
    const { command, request, summary, asked } = turn;
    opinions.push({
      at,
      vote,
      ...(comment !== undefined && { comment }),
      command,
      request,
      summary,
      ...(asked && { source: asked.source, sql: asked.sql }),
    });
  }
  return opinions;
}

const columns = (['at', 'vote', 'request', 'comment'] as const).map((name) => ({
  name,
  kind: 'text' as const,
}));

const opinionsText = (opinions: readonly Opinion[]): string =>
  opinions.length === 0
    ? 'Nobody has voted yet.\n'
    : `${plainTable(
        {
          columns,
          rows: opinions.map(({ at, vote, request, comment = '' }) => [
            at.slice(0, 16).replace('T', ' '),
            vote,
            request,
            comment,
          ]),
        },
        { locale: 'en', maxWidth: 140 },
      )}\n`;
