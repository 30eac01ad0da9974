import { createChildPool, type WorkLimit } from '../../../children/pool.ts';
import { MagpieError } from '../../../core/errors.ts';
import { judgeText, refusal } from '../../guard/facts.ts';
import type { Read } from './reading.ts';

/** Reads statements; never rejects for a bad one. */
export interface Reader {
  read(sql: string, signal: AbortSignal): Promise<Read>;
  close(): Promise<void>;
}

const maxMemory = 512 * 1024 * 1024;
const limit: WorkLimit = { ms: 4_000, reason: new MagpieError('SQL_TIMED_OUT', { seconds: 4 }) };

/** In a child: the longest statement that is taken keeps the parser busy for half a second, and one of its faults ends the process. */
export function openReader(): Reader {
  const pool = createChildPool<null, string, Read>({
    entry: new URL('./child.ts', import.meta.url),
    setup: null,
    size: 1,
    maxMemory,
  });
  return {
    async read(sql, signal) {
      const text = judgeText(sql);
      if (!text.ok) return { ...text, by: 'guard' };
      return pool.run(sql, signal, limit).catch(tooComplicated);
    },
    close: () => pool.close(),
  };
}

function tooComplicated(error: unknown): Read {
  const itsFault =
    error === limit.reason ||
    (error instanceof MagpieError && (error.code === 'CHILD_OUT_OF_MEMORY' || error.code === 'CHILD_DIED'));
  if (!itsFault) throw error;
  return { ok: false, by: 'guard', why: refusal.tooComplicated };
}
