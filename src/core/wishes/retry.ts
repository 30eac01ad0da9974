import { randomUUIDv7 } from 'node:crypto';
import type { BlobStore } from '../blob-store.ts';
import type { AttachmentRef, Call } from '../call.ts';
import type { CallStore, StoredCall } from '../call-store.ts';
import type { AnyCommand } from '../command.ts';
import { errorCatalogue, MagpieError } from '../errors.ts';
import type { Accept, Courier } from '../platform.ts';
import type { WishAnswer, WishStore } from '../wish.ts';
import type { Grant } from './cancel.ts';
import { endOf } from './over.ts';

export interface GrantRetryOptions {
  readonly commands: readonly AnyCommand[];
  readonly couriers: ReadonlyMap<string, Courier>;
  readonly calls: Pick<CallStore, 'get'>;
  readonly wishes: Pick<WishStore, 'ofCall'>;
  readonly blobs: Pick<BlobStore, 'renew'>;
  readonly accept: Accept;
  readonly now: () => Date;
}

/** What can be said at once: whatever cannot be asked again. */
export function answerToRetry(
  stored: StoredCall,
  commands: readonly AnyCommand[],
): Extract<WishAnswer, { verdict: 'refused' }> | undefined {
  const end = endOf(stored);
  if (end === undefined) return refused(`it is still under way: ${stored.state}`);
  if (end === 'done') return refused('it was answered');
  if (end === 'cancelled') return refused('it was cancelled: nobody waits for it');
  const command = commands.find(({ name }) => name === stored.call.command);
  if (!command) return refused(`there is no command ${stored.call.command} any more`);
  // The answer to a button stands under another one, and what answers at once is asked as quickly as it is retried.
  if (command.on === 'button' || command.lane === 'now') {
    const names = commands.filter(({ on, lane }) => on === 'slash' && lane !== 'now').map(({ name }) => name);
    return refused(`only ${names.join(', ')} can be retried, and this is ${command.name}`);
  }
  const lost = filesOf(stored.call).find(({ sha256 }) => sha256 === undefined);
  if (lost)
    return refused(`its file ${lost.name} was never fetched, and the platform's address of it is gone`);
  return undefined;
}

/**
 * Asks the same again as a new call, whose answer goes where the platform can still say something: the old address, which may
 * have held a token, is gone. The old call stays as it ended. Its key is the wish: granted twice, it is one call.
 */
export function createGrantRetry(options: GrantRetryOptions): Grant {
  const { commands, couriers, calls, wishes, blobs, accept, now } = options;

  /** A retry of before that was answered, or will be. */
  const earlier = async (callId: string): Promise<StoredCall | undefined> => {
    for (const { answer } of await wishes.ofCall(callId)) {
      if (answer?.verdict !== 'done' || answer.newCallId === undefined) continue;
      const retried = await calls.get(answer.newCallId);
      if (retried && !['failed', 'expired', 'cancelled'].includes(String(endOf(retried)))) return retried;
    }
    return undefined;
  };

  const isKept = (sha256: string): Promise<boolean> =>
    blobs.renew(sha256).then(
      () => true,
      (error: unknown) => {
        if (error instanceof MagpieError && error.code === 'BLOB_GONE') return false;
        throw error;
      },
    );

  return async (stored, wishId) => {
    const { call } = stored;
    const answer = answerToRetry(stored, commands);
    if (answer) return answer;
    const courier = couriers.get(call.platform);
    if (!courier) return undefined;
    const before = await earlier(call.id);
    if (before) return refused(`it was retried as ${before.call.id}, which is ${before.state}`);
    for (const { name, sha256 } of filesOf(call))
      if (sha256 === undefined || !(await isKept(sha256)))
        return refused(`its file ${name} is no longer kept`);

    const again = { ...call, id: randomUUIDv7(), dedupeKey: `wish:${wishId}`, ...timesFrom(call, now()) };
    const accepted = await accept({ ...again, replyTo: courier.again(again) });
    switch (accepted.kind) {
      case 'accepted':
        // There is nobody to answer first.
        accepted.answeredFirst?.();
        return { verdict: 'done', newCallId: again.id };
      case 'duplicate':
        return { verdict: 'done', newCallId: accepted.callId };
      case 'refused':
        // What stops takes nothing: the next one looks at the wish again.
        if (accepted.code === 'CLOSING') return undefined;
        return refused(`${accepted.code}: ${errorCatalogue[accepted.code].operator}`);
    }
  };
}

const refused = (why: string) => ({ verdict: 'refused', why }) as const;

const filesOf = ({ options }: Call): readonly AttachmentRef[] =>
  Object.values(options).flatMap((value) => (typeof value === 'object' ? [value] : []));

/** As long as the platform waits for an answer, from now on. */
const timesFrom = ({ receivedAt, answerBy }: Call, now: Date) => ({
  receivedAt: now.toISOString(),
  answerBy: new Date(now.getTime() + Date.parse(answerBy) - Date.parse(receivedAt)).toISOString(),
});
