import { lemmaOf } from '../../../ask/words/lemma.ts';
import { inUnit } from '../words/units.ts';
import type { Place } from './meaning.ts';

/** By what a number in this unit is multiplied to be compared; a unit that the column does not speak of might be any. */
export function factorOf({ field }: Place, unit: string | undefined): number | undefined {
  if (!unit) return 1;
  const words = [
    ...field.words,
    ...(field.column.comment?.toLowerCase().match(/[a-z]+/g) ?? []).map(lemmaOf),
  ];
  if (unit.startsWith('year')) return words.includes('age') || words.includes('year') ? 1 : undefined;
  if (words.includes(unit)) return 1;
  if (moneyUnits.includes(unit)) return words.some((word) => moneyWords.has(word)) ? 1 : undefined;
  return words.map((word) => inUnit(unit, word)).find((factor) => factor !== undefined);
}

const moneyUnits = ['dollar', 'euro', 'usd'];
const moneyWords = new Set(
  'price cost gross budget salary revenue total amount bonus sale fee income'.split(' '),
);
