import type { Call } from '../../core/call.ts';
import type { CallStore, StoredCall } from '../../core/call-store.ts';
import { platformName } from './new-call.ts';

/** Asked for an answer to the caller alone. */
export const isPrivate = (call: Call): boolean => call.options.private === true;

/** Until there is a reply, the caller's wish decides; then the reply does. */
export const onlyForCaller = ({ call, reply }: StoredCall): boolean =>
  reply ? reply.visibility === 'caller' : isPrivate(call);

/** What is asked on, in a thread that only its owner sees, is no more for others than how it began. */
export const asPrivateAs = (opener: StoredCall | undefined): { readonly private?: true } =>
  opener && onlyForCaller(opener) ? { private: true } : {};

/** A call of the playground; undefined also when this person may not see it: to know an id is no permission. */
export async function callSeenBy(
  calls: CallStore,
  id: string,
  viewerId: string,
): Promise<StoredCall | undefined> {
  const stored = await calls.get(id);
  return stored?.call.platform === platformName && maySee(stored, viewerId) ? stored : undefined;
}

const maySee = (stored: StoredCall, viewerId: string): boolean =>
  stored.call.caller.id === viewerId || !onlyForCaller(stored);
