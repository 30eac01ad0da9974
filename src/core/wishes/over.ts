import type { StoredCall } from '../call-store.ts';

/** How a call ended, also when its reply has yet to be delivered; undefined while it is under way. */
export const endOf = ({ state, outcome }: Pick<StoredCall, 'state' | 'outcome'>) =>
  state === 'queued' || state === 'running' ? undefined : outcome;
