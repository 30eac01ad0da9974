import { languageOf } from '../core/text.ts';

const units = [
  ['day', 24 * 60 * 60 * 1000],
  ['hour', 60 * 60 * 1000],
  ['minute', 60 * 1000],
] as const;

/** "5 minutes ago", in the language of the words around it: right in every time zone. Under a minute it is "now". */
export function ago(then: Date, now: Date, locale: string): string {
  const passed = now.getTime() - then.getTime();
  const unit = units.find(([, ms]) => passed >= ms);
  const language = languageOf(locale);
  if (!unit) return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
  return new Intl.RelativeTimeFormat(language).format(-Math.floor(passed / unit[1]), unit[0]);
}
