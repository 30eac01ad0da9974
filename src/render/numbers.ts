import { languageOf } from '../core/text.ts';

// Numbers follow the language of the words around them: a platform's locale may be none that Intl knows.

// Groups only from five digits on, so that years stay years: 2001, 12,345.
const grouping = 'min2';

const exact = /^-?\d+(?:\.(\d+))?$/;

/**
 * A number for people. Floating point is rounded to two decimals or six digits, whichever says more; a decimal or bigint
 * that comes as a string keeps every digit.
 */
export function formatNumber(value: number | string, locale: string): string {
  if (typeof value === 'string') return formatExact(value, locale);
  const size = Math.abs(value);
  const extreme = size !== 0 && (size >= 1e15 || size < 1e-6);
  return new Intl.NumberFormat(languageOf(locale), {
    notation: extreme ? 'scientific' : 'standard',
    useGrouping: grouping,
    maximumFractionDigits: 2,
    maximumSignificantDigits: 6,
    roundingPriority: 'morePrecision',
  }).format(value);
}

function formatExact(value: string, locale: string): string {
  const match = exact.exec(value);
  if (!match) return value;
  const digits = Math.min(match[1]?.length ?? 0, 100);
  // Typed as a template of digits, which the pattern has just made sure of.
  const number = value as `${number}`;
  return new Intl.NumberFormat(languageOf(locale), {
    useGrouping: grouping,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(number);
}

/** 0.934 -> '93.4%'. */
export const formatPercent = (share: number, locale: string): string =>
  new Intl.NumberFormat(languageOf(locale), {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share);

/** Milliseconds as '450 ms', '1.2 sec', '3 min', '2 hr'. */
export function formatDuration(ms: number, locale: string): string {
  if (ms < 1000) return unit(Math.round(ms), 'millisecond', locale, 0);
  if (ms < 60_000) return unit(ms / 1000, 'second', locale, ms < 10_000 ? 1 : 0);
  if (ms < 3_600_000) return unit(ms / 60_000, 'minute', locale, 0);
  return unit(ms / 3_600_000, 'hour', locale, 1);
}

/** Bytes as '512 byte', '12.3 kB', '10 MB', '1.5 GB'; powers of 1000. */
export function formatBytes(bytes: number, locale: string): string {
  if (bytes < 1000) return unit(bytes, 'byte', locale, 0);
  if (bytes < 1e6) return unit(bytes / 1e3, 'kilobyte', locale, 1);
  if (bytes < 1e9) return unit(bytes / 1e6, 'megabyte', locale, 1);
  return unit(bytes / 1e9, 'gigabyte', locale, 1);
}

const unit = (value: number, name: string, locale: string, digits: number): string =>
  new Intl.NumberFormat(languageOf(locale), {
    style: 'unit',
    unit: name,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value);
