import { createChildPool } from '../../../children/pool.ts';
import type { Verdict } from '../../../core/data-source.ts';
import { checkTime, tooComplicated } from '../../embedded/check-time.ts';
import type { OpenGuard } from '../../guards.ts';

const maxMemory = 256 * 1024 * 1024;

/** In a child: a few lines of nested views can keep SQLite's compiler busy for ever. */
export const openScratchGuard: OpenGuard = () => {
  const pool = createChildPool<null, string, Verdict>({
    entry: new URL('./scratch-child.ts', import.meta.url),
    setup: null,
    size: 1,
    maxMemory,
  });
  return {
    check: (sql, signal) => pool.run(sql, signal, checkTime).catch(tooComplicated),
    close: () => pool.close(),
  };
};
