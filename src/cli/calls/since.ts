import { UsageError } from '../command.ts';

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `2h` before now, or a date or time, as ISO 8601 in UTC. Throws UsageError. */
export function sinceOf(text: string, now: Date): string {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const ms = count === undefined ? Date.parse(text) : now.getTime() - Number(count) * (unitMs[unit] ?? 0);
  if ((count === undefined && !/^\d{4}-\d\d-\d\d/.test(text)) || Number.isNaN(ms))
    throw new UsageError(
      '--since takes a time (2026-11-24, 2026-11-24T09:00Z) or how long ago (30m, 2h, 7d)',
    );
  return new Date(ms).toISOString();
}
