/** Units of measurement by their lemma, as people say them behind a number and as columns are named after them. */
export const units =
  '%|percent|dollar|euro|usd|kilometer|kilometre|km|mile|kg|kilogram|gram|pound|lbs|lb|ton|minute|hour|second|millisecond|meter|metre|foot|inch|mm|millimeter|' +
  'millimetre|cm|degree|point|byte|mb|year old|year of age|year|day|celsius|litre|liter';

const words = new Set(units.split('|'));
export const isUnit = (word: string): boolean => words.has(word);

/** Of length, weight, money and the like: "in year" is no unit. */
export const isMeasure = (word: string): boolean =>
  isUnit(word) && !['year', 'day', 'point', 'byte'].includes(word);
