import { units } from '../words/units.ts';
import { number } from './number.ts';
import { phrase } from './phrase.ts';
import { map, type Rule } from './rule.ts';
import { optional, sequence } from './sequence.ts';

/** A unit of measurement, by its lemma. Whether a column is in this unit is found out where the column is known. */
export const unit: Rule<string> = phrase(units);

/** "500", "3.5 miles". */
export const amount: Rule<{ readonly value: number; readonly unit?: string }> = map(
  sequence(number, optional(unit)),
  ([value, of]) => ({ value, ...(of && { unit: of }) }),
);
