import type { StoredCall } from '../call-store.ts';
import type { Dispatch } from '../dispatch.ts';
import type { WishAnswer } from '../wish.ts';
import { endOf } from './over.ts';

/** Resolves with undefined as long as it is not over: it is asked again then. */
export type Grant = (stored: StoredCall, wishId: string) => Promise<WishAnswer | undefined>;

/** What can be said at once. */
export function answerToCancel(stored: Pick<StoredCall, 'state' | 'outcome'>): WishAnswer | undefined {
  const end = endOf(stored);
  if (end === undefined) return undefined;
  return end === 'cancelled' ? { verdict: 'done' } : { verdict: 'refused', why: `it is over: ${end}` };
}

/** Ends the call where it is; the wish is done once the store says that it has ended. */
export const createGrantCancel =
  ({ stop }: Pick<Dispatch, 'stop'>): Grant =>
  async (stored) => {
    const answer = answerToCancel(stored);
    if (!answer) await stop(stored.call.id);
    return answer;
  };
