import { pino } from 'pino';
import type { Log } from './core/log.ts';
import { createRedact } from './core/redact.ts';

export interface LogOptions {
  readonly level: string;
  /** Values that must never be written, wherever they turn up. */
  readonly secrets: readonly string[];
  /** Takes one line with its newline. */
  readonly write: (line: string) => void;
}

/** JSON lines. Secrets are cut out of the finished line, so that no error or field can carry one. */
export function createLog({ level, secrets, write }: LogOptions): Log {
  const redact = createRedact(secrets);
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => write(redact(line)) },
  );
}
