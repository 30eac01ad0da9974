import type { HistoryStore, Turn } from './history.ts';
import { coversAll, type SourcesFor } from './rights.ts';

export type Sources = ReturnType<SourcesFor>;

/** So many turns are looked through for those that may be seen. */
const mostRead = 1000;

/** A question was to a file that was handed in here, or to a source that may be asked, and its answer held nothing that is hidden from whoever may ask it like this. */
export const maySee = ({ asked }: Turn, sources: Sources): boolean => {
  if (!asked || asked.file) return true;
  const source = sources.get(asked.source);
  return source !== undefined && coversAll(asked.hidden ?? [], source.hidden);
};

/** Lists of turns without those that `sees` refuses; others come in their place. */
export function seenHistory(history: HistoryStore, sees: (turn: Turn) => boolean): HistoryStore {
  const last = async (read: (limit: number) => Promise<readonly Turn[]>, limit: number) => {
    for (let many = limit; ; many *= 4) {
      const turns = await read(many);
      const seen = turns.filter(sees);
      if (seen.length >= limit || turns.length < many || many >= mostRead) return seen.slice(-limit);
    }
  };
  return {
    ...history,
    thread: (conversation, viewer, limit) =>
      last((many) => history.thread(conversation, viewer, many), limit),
    channel: (conversation, viewer, limit) =>
      last((many) => history.channel(conversation, viewer, many), limit),
    ofCaller: (workspace, caller, limit) => last((many) => history.ofCaller(workspace, caller, many), limit),
  };
}
