import { createChildPool } from '../../../children/pool.ts';
import type { Verdict } from '../../../core/data-source.ts';
import { checkTime, tooComplicated } from '../../embedded/check-time.ts';
import type { OpenGuard } from '../../guards.ts';

const maxMemory = 400 * 1024 * 1024;

/** In a child: what breaks DuckDB's parser breaks nothing else. */
export const openScratchGuard: OpenGuard = () => {
  const pool = createChildPool<number, string, Verdict>({
    entry: new URL('./scratch-child.ts', import.meta.url),
    setup: maxMemory / 2,
    size: 1,
    maxMemory,
  });
  return {
    check: (sql, signal) => pool.run(sql, signal, checkTime).catch(tooComplicated),
    close: () => pool.close(),
  };
};
