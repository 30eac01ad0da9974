import type { MagpieParts } from './magpie.ts';
import type { Health } from './platforms/web/web-options.ts';

/** Milliseconds for which a look at the store counts: anybody may ask, and each look is a write to the disk. */
const looksEveryMs = 2000;

/** What `/healthz` says: it is well while calls can be stored. */
export function createHealth({
  store,
  queue,
  now,
}: Pick<MagpieParts, 'store' | 'queue' | 'now'>): () => Promise<Health> {
  let looked: { readonly at: number; readonly writable: Promise<boolean> } | undefined;
  return async () => {
    const at = now().getTime();
    if (!looked || at - looked.at >= looksEveryMs) {
      looked = {
        at,
        writable: store.tryToWrite().then(
          () => true,
          () => false,
        ),
      };
    }
    const ok = await looked.writable;
    return { ok, parts: { store: ok ? 'ok' : 'cannot be written', ...queue.depth() } };
  };
}
