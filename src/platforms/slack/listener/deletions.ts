import { createDeletion, type DeletionOptions } from '../../placeholder/deletions.ts';
import { addressOf } from '../address.ts';
import type { SlackApi } from '../api.ts';
import { newCall } from '../new-call.ts';

interface SlackDeletionOptions extends Pick<DeletionOptions<never>, 'calls' | 'outlets' | 'intake' | 'now'> {
  readonly api: Pick<SlackApi, 'remove'>;
}

/** Rejects with SlackRefused when what waits for a deleted question cannot be removed. */
export function createDeletions({ api, ...options }: SlackDeletionOptions) {
  const onDeleted = createDeletion({
    ...options,
    newCall,
    silently: (call) => ({ ...addressOf(call), silent: true }),
    remove: (call, message) => api.remove(addressOf(call), message),
  });
  return (team: string, channel: string, ts: string): Promise<void> =>
    onDeleted(ts, ({ call, message }) => {
      const at = addressOf(call);
      return at.team === team && at.channel === channel && (message === ts || at.about === ts);
    });
}
