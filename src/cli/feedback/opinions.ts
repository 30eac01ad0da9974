import type { Vote } from '../../core/feedback.ts';
import type { Turn } from '../../core/history.ts';
import type { Store } from '../../store/open.ts';

/** A vote beside what it is about. */
export interface Opinion
  extends Pick<Vote, 'at' | 'vote' | 'comment'>,
    Pick<Turn, 'command' | 'request' | 'summary'> {
  readonly source?: string;
  readonly sql?: string;
  /** The model, the picture's hash, and what the model called it; `comment` is then what it is. */
  readonly model?: string;
  readonly picture?: string;
  readonly label?: string;
  readonly score?: number;
}

/** Of an export, in this order. */
export const columns = [
  'at',
  'command',
  'vote',
  'comment',
  'request',
  'summary',
  'source',
  'sql',
  'model',
  'picture',
  'label',
  'score',
] as const satisfies readonly (keyof Opinion)[];

/** Oldest first. */
export async function opinionsIn({
  feedback,
  history,
}: Pick<Store, 'feedback' | 'history'>): Promise<Opinion[]> {
  const opinions: Opinion[] = [];
  for (const vote of await feedback.all()) {
    const turn = await history.ofCall(vote.callId, vote.callerId);
    if (turn) opinions.push(opinionOf(vote, turn));
  }
  return opinions;
}

function opinionOf(
  { at, vote, comment, picture }: Vote,
  { command, request, summary, asked, looked }: Turn,
): Opinion {
  const seen = picture === undefined ? undefined : looked?.pictures[picture - 1];
  return {
    at,
    vote,
    ...(comment !== undefined && { comment }),
    command,
    request,
    summary,
    ...(asked && { source: asked.source, sql: asked.sql }),
    ...(looked &&
      seen && { model: looked.model, picture: seen.sha256, label: seen.label, score: seen.score }),
  };
}
