import { createDeletion, type DeletionOptions } from '../../placeholder/deletions.ts';
import { addressOf } from '../address.ts';
import type { DiscordApi } from '../api.ts';
import { newCall } from '../new-call.ts';

interface DiscordDeletionOptions
  extends Pick<DeletionOptions<never>, 'calls' | 'outlets' | 'intake' | 'now'> {
  readonly api: Pick<DiscordApi, 'remove'>;
}

/** Rejects with DiscordRefused when what waits for a deleted question cannot be removed. */
export function createDeletions({ api, ...options }: DiscordDeletionOptions) {
  const onDeleted = createDeletion({
    ...options,
    newCall,
    silently: (call) => ({ ...addressOf(call), silent: true }),
    remove: (call, message) => api.remove(addressOf(call).channel, message),
  });
  return ({ id }: { readonly id: string }): Promise<void> =>
    onDeleted(id, ({ call, message }) => {
      const at = addressOf(call);
      return message === id || (at.kind === 'message' && at.about === id);
    });
}
