/** What a gradable adjective measures, and which end of the scale it names. */
export interface Scale {
  readonly nouns: readonly string[];
  readonly end: 'high' | 'low';
  /** It speaks of time: old and early mean small dates, and the nouns are those of date columns ("any" for the only one). */
  readonly time?: boolean;
}

const high = (...nouns: string[]): Scale => ({ nouns, end: 'high' });
const low = (...nouns: string[]): Scale => ({ nouns, end: 'low' });

/** By base form. The nouns are looked for in this order. */
const scales: Readonly<Record<string, readonly Scale[]>> = {
  old: [
    high('age'),
    { nouns: ['birth', 'birthday', 'founded', 'established', 'built', 'any'], end: 'low', time: true },
  ],
  young: [low('age'), { nouns: ['birth', 'birthday'], end: 'high', time: true }],
  new: [low('age'), { nouns: ['any'], end: 'high', time: true }],
  late: [{ nouns: ['any'], end: 'high', time: true }],
  recent: [{ nouns: ['any'], end: 'high', time: true }],
  early: [{ nouns: ['any'], end: 'low', time: true }],
  tall: [high('height')],
  short: [low('length', 'height', 'duration', 'runtime', 'distance')],
  long: [
    high(
      'length',
      'duration',
      'runtime',
      'running time',
      'distance',
      'millisecond',
      'second',
      'minute',
      'tonnage',
    ),
  ],
  heavy: [high('weight', 'mass')],
  light: [low('weight', 'mass')],
  big: [high('size', 'area', 'population', 'capacity', 'byte')],
  large: [high('size', 'area', 'population', 'capacity', 'byte')],
  small: [low('size', 'area', 'population', 'capacity', 'byte')],
  expensive: [high('price', 'cost')],
  pricey: [high('price', 'cost')],
  cheap: [low('price', 'cost')],
  fast: [high('speed', 'velocity')],
  slow: [low('speed', 'velocity')],
  hot: [high('temperature')],
  warm: [high('temperature')],
  cold: [low('temperature')],
  cool: [low('temperature')],
  wet: [high('precipitation', 'rain')],
  rainy: [high('precipitation', 'rain')],
  dry: [low('precipitation', 'rain')],
  windy: [high('wind')],
  far: [high('distance')],
  distant: [high('distance')],
  near: [low('distance')],
  close: [low('distance')],
  rich: [high('wealth', 'income', 'gdp', 'salary')],
  poor: [low('wealth', 'income', 'gdp', 'salary')],
  populous: [high('population')],
  crowded: [high('population')],
  popular: [high('popularity')],
  deep: [high('depth')],
  wide: [high('width')],
  narrow: [low('width')],
  profitable: [high('profit')],
  powerful: [high('power', 'horsepower')],
  strong: [high('strength', 'magnitude', 'power')],
  weak: [low('strength', 'magnitude', 'power')],
  good: [high('rating', 'score')],
  bad: [low('rating', 'score')],
};

const irregular: Readonly<Record<string, string>> = {
  better: 'good',
  best: 'good',
  worse: 'bad',
  worst: 'bad',
  farther: 'far',
  further: 'far',
  farthest: 'far',
  furthest: 'far',
  eldest: 'old',
  elder: 'old',
  last: 'late',
  latest: 'late',
  first: 'early',
};

/** Adjectives that name an end of whatever scale the next noun has: "the highest price", "a larger weight". */
const ends: Readonly<Record<string, 'high' | 'low'>> = {
  high: 'high',
  great: 'high',
  large: 'high',
  big: 'high',
  tall: 'high',
  long: 'high',
  many: 'high',
  much: 'high',
  old: 'high',
  heavy: 'high',
  good: 'high',
  top: 'high',
  late: 'high',
  recent: 'high',
  strong: 'high',
  fast: 'high',
  deep: 'high',
  wide: 'high',
  new: 'high',
  low: 'low',
  small: 'low',
  little: 'low',
  few: 'low',
  short: 'low',
  early: 'low',
  bad: 'low',
  light: 'low',
  young: 'low',
  weak: 'low',
  slow: 'low',
  cheap: 'low',
  poor: 'low',
};

/** The base form of an adjective in -er or -est, if it is one that we know. */
export function baseOf(word: string, suffix: 'er' | 'est'): string | undefined {
  const base = irregular[word];
  if (base) return (suffix === 'est') === /st$/.test(word) ? base : undefined;
  if (!word.endsWith(suffix)) return undefined;
  const stem = word.slice(0, -suffix.length);
  return [stem, `${stem}e`, stem.replace(/i$/, 'y'), stem.replace(/(.)\1$/, '$1')].find(
    (form) => form in scales || form in ends,
  );
}

export const scalesOf = (base: string): readonly Scale[] => scales[base] ?? [];
export const endOf = (base: string): 'high' | 'low' | undefined => ends[base];
