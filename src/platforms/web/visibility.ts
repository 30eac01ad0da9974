import type { Call } from '../../core/call.ts';
import type { StoredCall } from '../../core/call-store.ts';

/** Asked for an answer to the caller alone. */
export const isPrivate = (call: Call): boolean => call.options.private === true;

/** Until there is a reply, the caller's wish decides; then the reply does. */
export const onlyForCaller = ({ call, reply }: StoredCall): boolean =>
  reply ? reply.visibility === 'caller' : isPrivate(call);

export const maySee = (stored: StoredCall, viewerId: string): boolean =>
  stored.call.caller.id === viewerId || !onlyForCaller(stored);
