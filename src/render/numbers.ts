import { type Language, languageOf, languages } from '../core/text.ts';

type Formats = Readonly<Record<Language, Intl.NumberFormat>>;

/** One per language of our words: a platform's locale may be none that Intl knows. They are slow to make and quick to use. */
function inEveryLanguage(options: Intl.NumberFormatOptions): Formats {
  const formats = languages.map((language) => [language, new Intl.NumberFormat(language, options)]);
  return Object.fromEntries(formats);
}

// Groups only from five digits on, so that years stay years: 2001, 12,345. Zero has no sign.
const grouped: Intl.NumberFormatOptions = { useGrouping: 'min2', signDisplay: 'negative' };
const rounded: Intl.NumberFormatOptions = {
  ...grouped,
  maximumFractionDigits: 2,
  maximumSignificantDigits: 6,
  roundingPriority: 'morePrecision',
};
const plain = inEveryLanguage(rounded);
const scientific = inEveryLanguage({ ...rounded, notation: 'scientific' });
const whole = inEveryLanguage({ ...grouped, maximumFractionDigits: 0 });
const about = inEveryLanguage({ notation: 'compact', maximumSignificantDigits: 2 });
const percent = inEveryLanguage({
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

const exact = /^(-?\d{1,60})(\.\d+)?$/;

/**
 * A number for people. Floating point is rounded to two decimals or six digits, whichever says more; a decimal or bigint
 * that comes as a string keeps every digit.
 */
export function formatNumber(value: number | string, locale: string): string {
  const language = languageOf(locale);
  if (typeof value === 'number') {
    const size = Math.abs(value);
    const extreme = size !== 0 && (size >= 1e15 || size < 1e-6);
    return (extreme ? scientific : plain)[language].format(value);
  }
  const match = exact.exec(value);
  if (!match) return value;
  const [, integer = '', fraction = ''] = match;
  const sign = integer.startsWith('-') ? '-' : '';
  return sign + whole[language].format(BigInt(integer.slice(sign.length))) + fraction;
}

/** A number that nobody knows exactly: 4123456 -> '4.1M'. */
export const formatAbout = (value: number, locale: string): string => about[languageOf(locale)].format(value);

/** 0.934 -> '93.4%'. */
export const formatPercent = (share: number, locale: string): string =>
  percent[languageOf(locale)].format(share);

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

const unit = (value: number, name: string, locale: string, digits: number): string => {
  const key = `${name} ${digits}`;
  const formats = units.get(key) ?? inEveryLanguage(inUnit(name, digits));
  units.set(key, formats);
  return formats[languageOf(locale)].format(value);
};

/** By unit and decimals. */
const units = new Map<string, Formats>();

const inUnit = (unit: string, digits: number): Intl.NumberFormatOptions => ({
  style: 'unit',
  unit,
  unitDisplay: 'short',
  maximumFractionDigits: digits,
});
