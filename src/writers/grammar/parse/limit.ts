import type { Comparator } from '../meaning/meaning.ts';
import { type Mention, mention, said, verbMention } from './mention.ts';
import { noun } from './noun.ts';
import { digits, number } from './number.ts';
import { afterNumber, comparator, determiner, quantity } from './quantity.ts';
import type { Limit, RawOperand, Subject } from './raw.ts';
import {
  costs,
  either,
  lazy,
  list,
  longest,
  many,
  map,
  memo,
  optional,
  phrase,
  type Rule,
  sequence,
  token,
} from './rule.ts';
import { aggregate, comparative, superlative } from './superlative.ts';
import { bareTiming, timing } from './timing.ts';

const the = longest(many(determiner, 3));
const be = longest(optional(phrase('be|of|equal|have been|that is|that are|which is|which are|as')));
const someNoun = lazy(() => noun);

const byName = (found: Mention): Subject => ({ kind: 'mention', mention: found });
const subject: Rule<Subject> = either(
  map(mention, byName),
  costs(0.15, map(verbMention, byName)),
  map(
    sequence(phrase('number of|amount of|count of'), someNoun),
    ([, counted]): Subject => ({ kind: 'count', noun: counted }),
  ),
);
const same: Subject = { kind: 'same' };

const unit: Rule<string> = map(
  phrase(
    '%|percent|dollar|euro|usd|kilometer|km|mile|kg|kilogram|pound|lbs|lb|ton|minute|hour|second|millisecond|meter|metre|foot|feet|inch|mm|cm|degree|point|byte|mb|year old|year of age|year|day',
  ),
  (found) => found,
);

const aNumber: Rule<RawOperand> = map(
  sequence(number, optional(unit)),
  ([value, of]): RawOperand => ({
    kind: 'number',
    value,
    ...(of && { unit: of }),
  }),
);

const operand: Rule<RawOperand> = either(
  aNumber,
  map(
    sequence(
      the,
      aggregate,
      optional(mention),
      optional(sequence(phrase('of|for|among|across|in'), someNoun)),
    ),
    ([, fn, of, over]): RawOperand => ({
      kind: 'aggregate',
      function: fn,
      ...(of && { mention: of }),
      ...(over && { noun: over[1] }),
    }),
  ),
  map(sequence(the, mention), ([, of]): RawOperand => ({ kind: 'mention', mention: of })),
  map(
    sequence(optional(phrase('that of|those of|the one of')), someNoun),
    ([, of]): RawOperand => ({ kind: 'noun', noun: of }),
  ),
);

const compare: Rule<Limit> = either(
  map(sequence(the, subject, be, comparator, operand), ([, on, , how, right]) => comparing(on, how, right)),
  map(sequence(the, subject, be, comparative, phrase('than'), operand), ([, on, , { end }, , right]) =>
    comparing(on, sign(end), right),
  ),
  map(sequence(the, subject, be, number, optional(afterNumber, '=' as Comparator)), ([, on, , value, how]) =>
    comparing(on, how, { kind: 'number', value }),
  ),
  map(sequence(comparator, number, optional(phrase('of')), subject), ([how, value, , on]) =>
    comparing(on, how, { kind: 'number', value }),
  ),
  map(
    sequence(the, number, optional(afterNumber, '=' as Comparator), optional(phrase('-|of')), mention),
    ([, value, how, , on]) => comparing(byName(on), how, { kind: 'number', value }),
  ),
  map(sequence(comparator, mention, number), ([how, on, value]) =>
    comparing(byName(on), how, { kind: 'number', value }),
  ),
  map(sequence(comparator, operand), ([how, right]) =>
    right.kind === 'aggregate' && right.mention ? comparing(same, how, right) : undefined,
  ),
  map(sequence(comparative, phrase('than'), operand), ([{ adjective, end }, , right]) =>
    adjective ? comparing({ kind: 'scale', adjective }, sign(end), right) : undefined,
  ),
  map(sequence(the, comparative, mention, phrase('than'), operand), ([, { end }, on, , right]) =>
    comparing(byName(on), sign(end), right),
  ),
  map(sequence(number, phrase('year old|years old|year of age|years of age')), ([value]) =>
    comparing({ kind: 'scale', adjective: 'old' }, '=', { kind: 'number', value }),
  ),
);

const sign = (end: 'high' | 'low'): Comparator => (end === 'high' ? '>' : '<');
const comparing = (on: Subject, how: Comparator, right: RawOperand): Limit => ({
  kind: 'compare',
  subject: on,
  comparator: how,
  operand: right,
});

const range = map(
  sequence(phrase('between|from|in between'), number, phrase('and|to'), number),
  ([, low, , high]) => (low <= high ? { low, high } : undefined),
);
const between: Rule<Limit> = either(
  map(
    sequence(the, subject, be, range),
    ([, on, , bounds]): Limit => ({ kind: 'between', subject: on, ...bounds }),
  ),
  map(
    sequence(range, mention),
    ([bounds, on]): Limit => ({ kind: 'between', subject: byName(on), ...bounds }),
  ),
);

const or = phrase('or|and|,|, or|, and|or the|and the|nor');
const values: Rule<Limit> = map(
  sequence(
    the,
    optional(mention),
    be,
    optional(phrase('name|named|call|called|title|titled|:|like')),
    optional(phrase('both|either|the|a|an')),
    list(said, or),
  ),
  ([, on, , , both, all]): Limit | undefined => {
    if (!on && all.some(({ weak }) => weak)) return undefined;
    return { kind: 'values', values: all, every: both === 'both', ...(on && { subject: on }) };
  },
);

const text: Rule<string> = either(
  token((found) => (found.kind === 'quoted' ? found.text : undefined)),
  costs(
    0.1,
    token((found) => (found.kind === 'word' && found.word.length > 0 ? found.text : undefined)),
  ),
);
const what = optional(
  phrase(
    'the word|the substring|the substring the|the letter|the letters|the string|the phrase|the text|the|substring|a|an',
  ),
);
const matching = either(
  map(phrase('contain|containing|include|including|contains'), () => 'contains' as const),
  map(
    sequence(
      phrase('have|having|with'),
      phrase('the word|the substring|the letter|the letters|the string|the phrase|the text|a|an'),
    ),
    () => 'contains' as const,
  ),
  map(
    phrase('start with|starts with|starting with|begin with|beginning with|begins with|started with'),
    () => 'begins' as const,
  ),
  map(phrase('end with|ends with|ending with|end in|ending in|ends in|ended with'), () => 'ends' as const),
);
const like: Rule<Limit> = either(
  map(
    sequence(the, mention, optional(phrase('be|that|which')), matching, what, text),
    ([, on, , match, , found]): Limit => ({ kind: 'like', subject: on, match, text: found }),
  ),
  map(
    sequence(what, text, phrase('in|within'), the, mention),
    ([, found, , , on]): Limit => ({ kind: 'like', subject: on, match: 'contains', text: found }),
  ),
);

const when: Rule<Limit> = either(
  map(timing, (found): Limit => ({ kind: 'timing', timing: found })),
  map(
    sequence(the, mention, be, either(timing, bareTiming)),
    ([, on, , found]): Limit => ({ kind: 'timing', subject: on, timing: found }),
  ),
);

const numberOf = optional(phrase('number of|amount of|total number of|count of|number of different'));
const ranked: Rule<Limit> = either(
  map(
    sequence(superlative, numberOf, mention),
    ([{ adjective, ...how }, , by]): Limit => ({
      kind: 'best',
      ...how,
      by: { kind: 'mention', mention: by, ...(adjective && { adjective }) },
    }),
  ),
  map(sequence(superlative, numberOf, someNoun), ([{ count, end }, , by]): Limit | undefined =>
    by.pick ? undefined : { kind: 'best', end, count, by: { kind: 'count', noun: by } },
  ),
  map(superlative, ({ adjective, ...how }): Limit | undefined =>
    adjective ? { kind: 'best', ...how, by: { kind: 'scale', adjective } } : undefined,
  ),
  map(
    sequence(the, mention, be, superlative),
    ([, by, , { adjective, ...how }]): Limit => ({
      kind: 'best',
      ...how,
      by: { kind: 'mention', mention: by, ...(adjective && { adjective }) },
    }),
  ),
);

const related: Rule<Limit> = either(
  map(sequence(optional(quantity), someNoun), ([many, of]): Limit => {
    if (many?.kind === 'count') return { kind: 'relation', noun: of, bounds: many.bounds, none: false };
    return { kind: 'relation', noun: of, none: many?.kind === 'none' };
  }),
  costs(
    0.2,
    map(verbMention, (found): Limit => ({ kind: 'involved', mention: found })),
  ),
);

const known: Rule<Limit> = either(
  map(
    sequence(optional(phrase('no|any|a|an|the|known')), mention),
    ([how, found]): Limit => ({ kind: 'known', mention: found, missing: how === 'no' }),
  ),
  map(
    sequence(
      the,
      mention,
      be,
      optional(phrase('not')),
      phrase('null|missing|unknown|empty|not known|not given|not recorded|not specified'),
    ),
    ([, found, , not]): Limit => ({ kind: 'known', mention: found, missing: not === undefined }),
  ),
);

/** One thing that can be said of rows: "capacity over 5000", "the most concerts", "in 2001", "France". */
export const limit: Rule<Limit> = memo(
  either(compare, between, values, like, when, ranked, related, costs(0.1, known)),
);

/** Those that need nothing to connect them: "above age 20", "older than 30", "since 2001", "weighing more than 3500". */
export const bareLimit: Rule<Limit> = memo(either(compare, between, when));

/** "4 cylinder" in front of a noun. */
export const countedAdjective: Rule<Limit> = map(
  sequence(digits, optional(phrase('-')), mention),
  ([value, , on]) => comparing(byName(on), '=', { kind: 'number', value }),
);
