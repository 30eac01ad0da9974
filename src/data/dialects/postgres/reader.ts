import { createChildPool, type WorkLimit } from '../../../children/pool.ts';
import { MagpieError } from '../../../core/errors.ts';
import { judgeText, refusal } from '../../guard/facts.ts';
import type { Read } from './reading.ts';

/** Reads statements; never rejects for a bad one. */
export interface Reader {
  /** Starts what reads; the first statement need not wait for it then. */
  warm(): Promise<void>;
  read(sql: string, signal: AbortSignal): Promise<Read>;
  close(): Promise<void>;
}

const maxMemory = 512 * 1024 * 1024;
/** The longest statement takes half a second, and more on a busy machine. */
const ms = 10_000;
const limit: WorkLimit = {
  ms,
  reason: new MagpieError('SQL_TIMED_OUT', { seconds: ms / 1000 }),
};

/** In a child: the longest statement that is taken keeps the parser busy for half a second, and one of its faults ends the process. */
export function openReader(onLost?: () => void): Reader {
  const pool = createChildPool<null, string, Read>({
    entry: new URL('./child.ts', import.meta.url),
    setup: null,
    size: 1,
    maxMemory,
    onLost,
  });
  return {
    warm: () => pool.warm(),
    async read(sql, signal) {
      const text = judgeText(sql);
      if (!text.ok) return { ...text, by: 'guard' };
      const once = () => pool.run(sql, signal, limit);
      // The parser keeps about half a megabyte of each statement: only one that ends a fresh child is at fault.
      return once()
        .catch((error) => (isDeath(error) ? once() : Promise.reject(error)))
        .catch(tooComplicated);
    },
    close: () => pool.close(),
  };
}

const isDeath = (error: unknown): boolean =>
  error instanceof MagpieError && (error.code === 'CHILD_OUT_OF_MEMORY' || error.code === 'CHILD_DIED');

function tooComplicated(error: unknown): Read {
  if (error !== limit.reason && !isDeath(error)) throw error;
  return { ok: false, by: 'guard', why: refusal.tooComplicated };
}
