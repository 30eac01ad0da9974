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
const scales: ReadonlyMap<string, readonly Scale[]> = new Map(
  Object.entries({
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
  }),
);

const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
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
  }),
);

/** Adjectives that name an end of whatever scale the next noun has: "the highest price", "a larger weight". */
const ends: ReadonlyMap<string, 'high' | 'low'> = new Map([
  ...'high great large big tall long many much old heavy good top late recent strong fast deep wide new'
    .split(' ')
    .map((word) => [word, 'high'] as const),
  ...'low small little few short early bad light young weak slow cheap poor'
    .split(' ')
    .map((word) => [word, 'low'] as const),
]);

/** The base form of an adjective in -er or -est, if it is one that we know. */
export function baseOf(word: string, suffix: 'er' | 'est'): string | undefined {
  const base = irregular.get(word);
  if (base) return (suffix === 'est') === /st$/.test(word) ? base : undefined;
  if (!word.endsWith(suffix)) return undefined;
  const stem = word.slice(0, -suffix.length);
  return [stem, `${stem}e`, stem.replace(/i$/, 'y'), stem.replace(/(.)\1$/, '$1')].find(
    (form) => scales.has(form) || ends.has(form),
  );
}

export const scalesOf = (base: string): readonly Scale[] => scales.get(base) ?? [];
export const endOf = (base: string): 'high' | 'low' | undefined => ends.get(base);
