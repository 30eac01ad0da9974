import type { Comparator, End } from '../meaning/meaning.ts';
import { type Mention, mention, verbMention } from './mention.ts';
import { noun } from './noun.ts';
import { number } from './number.ts';
import { phrase } from './phrase.ts';
import { afterNumber, articles, comparator } from './quantity.ts';
import type { Limit, RawOperand, Subject } from './raw.ts';
import { costs, lazy, map, type Rule } from './rule.ts';
import { either, longest, optional, sequence, skip } from './sequence.ts';
import { aggregate, comparative } from './superlative.ts';
import { amount } from './unit.ts';

const the = skip(articles);
const be = skip(
  longest(optional(phrase('be|of|equal|equals|have been|that is|that are|which is|which are|as'))),
);
const than = skip(phrase('than'));
const someNoun = lazy(() => noun);

export const byName = (found: Mention): Subject => ({ kind: 'mention', mention: found });
const same: Subject = { kind: 'same' };

const subject: Rule<Subject> = either(
  map(mention, byName),
  // "weighing more than ..."
  costs(0.15, map(verbMention, byName)),
  map(
    sequence(skip(phrase('number of|amount of|count of|total number of')), someNoun),
    ([counted]): Subject => ({ kind: 'count', noun: counted }),
  ),
  map(
    sequence(aggregate, skip(optional(phrase('of'))), mention),
    ([statistic, of]): Subject => ({ kind: 'statistic', statistic, mention: of }),
  ),
);

const overNoun = sequence(skip(phrase('of|for|among|across|in')), someNoun);
const operand: Rule<RawOperand> = either(
  map(amount, ({ value, unit }): RawOperand => ({ kind: 'number', value, ...(unit && { unit }) })),
  map(
    sequence(the, aggregate, optional(mention), optional(overNoun)),
    ([statistic, of, over]): RawOperand => ({
      kind: 'aggregate',
      statistic,
      ...(of && { mention: of }),
      ...(over && { noun: over[0] }),
    }),
  ),
  map(sequence(the, mention), ([of]): RawOperand => ({ kind: 'mention', mention: of })),
  map(
    sequence(skip(optional(phrase('that of|those of|the one of'))), someNoun),
    ([of]): RawOperand => ({ kind: 'noun', noun: of }),
  ),
);

const sign = (end: End): Comparator => (end === 'high' ? '>' : '<');
const comparing = (on: Subject, how: Comparator, right: RawOperand): Limit => ({
  kind: 'compare',
  subject: on,
  comparator: how,
  operand: right,
});
const plain = (value: number): RawOperand => ({ kind: 'number', value });
const orMore = optional(afterNumber, '=' as Comparator);

const compare: Rule<Limit> = either(
  // "weight is below the average weight", "a capacity over 5000"
  map(sequence(the, subject, be, comparator, operand), ([on, how, right]) => comparing(on, how, right)),
  map(sequence(the, subject, be, comparative, than, operand), ([on, { end }, right]) =>
    comparing(on, sign(end), right),
  ),
  map(sequence(the, subject, be, amount, orMore), ([on, { value, unit }, how]) =>
    comparing(on, how, { ...plain(value), ...(unit && { unit }) }),
  ),
  // "more than 4 cylinders", "4 or more cylinders"
  map(sequence(comparator, number, skip(optional(phrase('of'))), subject), ([how, value, on]) =>
    comparing(on, how, plain(value)),
  ),
  map(sequence(the, number, orMore, skip(optional(phrase('-|of'))), mention), ([value, how, on]) =>
    comparing(byName(on), how, plain(value)),
  ),
  // "above age 20", "above the average age"
  map(sequence(comparator, mention, number), ([how, on, value]) => comparing(byName(on), how, plain(value))),
  map(sequence(comparator, operand), ([how, right]) =>
    right.kind === 'aggregate' && right.mention ? comparing(same, how, right) : undefined,
  ),
  // "older than 30", "a larger weight than the car with ..."
  map(sequence(comparative, than, operand), ([{ adjective, end }, right]) =>
    adjective ? comparing({ kind: 'scale', adjective }, sign(end), right) : undefined,
  ),
  map(sequence(the, comparative, mention, than, operand), ([{ end }, on, right]) =>
    comparing(byName(on), sign(end), right),
  ),
  map(sequence(number, skip(phrase('year old|year of age'))), ([value]) =>
    comparing({ kind: 'scale', adjective: 'old' }, '=', plain(value)),
  ),
);

const range = map(
  sequence(skip(phrase('between|from|in between')), number, skip(phrase('and|to')), number),
  ([low, high]) => (low <= high ? { low, high } : undefined),
);
const between: Rule<Limit> = either(
  map(
    sequence(the, subject, be, range),
    ([on, bounds]): Limit => ({ kind: 'between', subject: on, ...bounds }),
  ),
  map(
    sequence(range, mention),
    ([bounds, on]): Limit => ({ kind: 'between', subject: byName(on), ...bounds }),
  ),
);

/** What compares numbers: "capacity over 5000", "older than 30", "between 5 and 10 cylinders". */
export const comparison: Rule<Limit> = either(compare, between);
