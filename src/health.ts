import type { MagpieParts } from './magpie.ts';
import type { Health } from './platforms/web/web-options.ts';

/** Milliseconds for which a look at the store counts: anybody may ask, and each look is a write to the disk. */
const looksEveryMs = 2000;

/** What `/healthz` and `/readyz` say: it is well while calls can be stored, and ready when it can answer them too. */
export function createHealth({
  store,
  queue,
  models,
  now,
  isStarted,
}: Pick<MagpieParts, 'store' | 'queue' | 'models' | 'now'> & {
  /** Every platform that is listened to is. */
  readonly isStarted: () => boolean;
}): Record<'health' | 'ready', () => Promise<Health>> {
  let looked: { readonly at: number; readonly writable: Promise<boolean> } | undefined;
  const isWritable = () => {
    const at = now().getTime();
    if (!looked || Math.abs(at - looked.at) >= looksEveryMs) {
      looked = {
        at,
        writable: store.tryToWrite().then(
          () => true,
          () => false,
        ),
      };
    }
    return looked.writable;
  };
  const storeIn = (ok: boolean) => (ok ? 'ok' : 'cannot be written');
  return {
    async health() {
      const ok = await isWritable();
      return { ok, parts: { store: storeIn(ok), ...queue.depth() } };
    },
    async ready() {
      const writable = await isWritable();
      const names = [...models.ready().keys()];
      const started = isStarted();
      return {
        ok: writable && started && names.length > 0,
        parts: { store: storeIn(writable), models: names, platforms: started ? 'ok' : 'connecting' },
      };
    },
  };
}
