import type { Language } from './text.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A rounded length of time for people: '1 second', '12 seconds', '3 minutes', '5 hours', '3분'. */
export function durationIn(language: Language, ms: number): string {
  const [unit, value] =
    ms < minuteMs
      ? ['second', ms / 1000]
      : ms < 2 * hourMs
        ? ['minute', ms / minuteMs]
        : ['hour', ms / hourMs];
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: String(unit), unitDisplay: 'long' });
  return format.format(Math.max(1, Math.round(Number(value))));
}
