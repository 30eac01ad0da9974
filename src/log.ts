import { pino } from 'pino';
import type { Log } from './core/log.ts';

export interface LogOptions {
  readonly level: string;
  /** Values that must never be written, wherever they turn up. */
  readonly secrets: readonly string[];
  /** Takes one line with its newline. */
  readonly write: (line: string) => void;
}

/** JSON lines. Secrets are cut out of the finished line, so that no error or field can carry one. */
export function createLog({ level, secrets, write }: LogOptions): Log {
  const cut = secrets
    .filter((secret) => secret.length >= 4)
    .map((secret) => JSON.stringify(secret).slice(1, -1));
  const clean = (line: string) => cut.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => write(clean(line)) },
  );
}
