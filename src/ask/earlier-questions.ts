import type { Conversation } from '../core/call.ts';
import type { AskedFile, HistoryStore, Turn } from '../core/history.ts';
import type { EarlierQuestion } from '../core/sql-writer.ts';

/** A thread is one train of thought; of a channel only the last few questions can still be meant. */
const turnsOfThread = 12;
const turnsOfChannel = 5;

export interface Remembered {
  /** The turns that count here, oldest first. */
  readonly turns: readonly Turn[];
  readonly sameThread: boolean;
  /** What was handed in last in the same thread. */
  readonly file?: AskedFile | undefined;
}

/** What a question may lean on, as far as its asker may see it: its thread, or else the channel's recent turns. */
export async function remembered(
  history: HistoryStore,
  conversation: Conversation,
  viewerId: string,
): Promise<Remembered> {
  if (conversation.thread === undefined) {
    return { turns: await history.channel(conversation, viewerId, turnsOfChannel), sameThread: false };
  }
  const turns = await history.thread(conversation, viewerId, turnsOfThread);
  return { turns, sameThread: true, file: await history.fileOf(conversation, viewerId) };
}

/** The turns that asked this source, as a writer wants them. */
export const earlierQuestions = (
  { turns, sameThread }: Remembered,
  source: string,
): readonly EarlierQuestion[] =>
  turns.flatMap(({ request, summary, asked }) => {
    if (asked?.source !== source) return [];
    const { sql, memo } = asked;
    return [{ question: request, sql, summary, sameThread, ...(memo !== undefined && { memo }) }];
  });
