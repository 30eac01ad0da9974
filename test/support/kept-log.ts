import type { Log } from '../../src/core/log.ts';

/** A log that is kept, so that a test can look for what must not be in it. */
export function keptLog(): Log & { text(): string } {
  const lines: string[] = [];
  const keep = (data: object, message: string) => void lines.push(JSON.stringify({ ...data, message }));
  return { debug: keep, info: keep, warn: keep, error: keep, text: () => lines.join('\n') };
}
