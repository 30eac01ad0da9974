const units = [
  ['day', 24 * 60 * 60 * 1000],
  ['hour', 60 * 60 * 1000],
  ['minute', 60 * 1000],
] as const;

/** "5 minutes ago" in the locale's language: it is right in every time zone. Under a minute it is "now". */
export function ago(then: Date, now: Date, locale: string): string {
  const passed = Math.max(0, now.getTime() - then.getTime());
  const words = new Intl.RelativeTimeFormat(languageTag(locale), { numeric: 'auto' });
  const [unit, ms] = units.find(([, length]) => passed >= length) ?? ['second', Number.POSITIVE_INFINITY];
  return words.format(-Math.floor(passed / ms), unit);
}

/** Platforms and browsers may send a tag that no dictionary knows. */
const languageTag = (locale: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
};
