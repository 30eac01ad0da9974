/** Units of measurement by their lemma, as people say them behind a number and as columns are named after them. */
export const units =
  '%|percent|dollar|euro|usd|kilometer|kilometre|km|mile|kg|kilogram|gram|pound|lbs|lb|ton|minute|hour|second|millisecond|meter|metre|foot|inch|mm|millimeter|' +
  'millimetre|cm|degree|point|byte|mb|year old|year of age|year|day|celsius|litre|liter';

const words = new Set(units.split('|'));
const isUnit = (word: string): boolean => words.has(word);

/** Of length, weight, money and the like: "in year" is no unit. */
export const isMeasure = (word: string): boolean =>
  isUnit(word) && !['year', 'day', 'point', 'byte'].includes(word);

const seconds = new Map(
  Object.entries({
    millisecond: 0.001,
    second: 1,
    minute: 60,
    hour: 3600,
    day: 86_400,
  }),
);
const metres = new Map(
  Object.entries({
    mm: 0.001,
    millimeter: 0.001,
    millimetre: 0.001,
    cm: 0.01,
    meter: 1,
    metre: 1,
    km: 1000,
    kilometer: 1000,
    kilometre: 1000,
  }),
);
const grams = new Map(Object.entries({ gram: 1, kg: 1000, kilogram: 1000, ton: 1e6 }));

/** So many of the second unit are one of the first: 60 from minutes to seconds. Undefined when they measure different things. */
export function inUnit(from: string, to: string): number | undefined {
  for (const scale of [seconds, metres, grams]) {
    const [one, other] = [scale.get(from), scale.get(to)];
    if (one !== undefined && other !== undefined) return one / other;
  }
  return undefined;
}
