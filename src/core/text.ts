import i18next from 'i18next';
import { en } from './words/en.ts';
import { ko } from './words/ko.ts';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

/** A path into words/en.ts; of plurals without the `_one` and `_other`. */
export type WordKey = WithoutPlural<Leaves<typeof en>>;
type WordValues = Readonly<Record<string, string | number>>;

/** Words for people, in one language. Values are put in as they are: the platform escapes the whole. */
export type Say = (key: WordKey, values?: WordValues) => string;

const words = i18next.createInstance({
  fallbackLng: 'en',
  supportedLngs: languages,
  nonExplicitSupportedLngs: true,
  resources: { en: { translation: en }, ko: { translation: ko } },
  interpolation: { escapeValue: false },
  initAsync: false,
});
await words.init();

/** The words in the language that is nearest to this locale; English where there is none. */
export function sayIn(locale: string): Say {
  const fixed = words.getFixedT(languageOf(locale));
  return (key, values = {}) => fixed(key, values);
}

/** The language of a BCP 47 tag, as far as there are words in it; else English. */
export const languageOf = (locale: string): Language =>
  languages.find((language) => locale.toLowerCase().split(/[-_]/)[0] === language) ?? 'en';

/** `text` may name a key that is not known when this is compiled. */
export const isWordKey = (text: string): text is WordKey => words.exists(text);
