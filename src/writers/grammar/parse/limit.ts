import { byName, comparison } from './comparison.ts';
import { like } from './likeness.ts';
import { mention, verbMention } from './mention.ts';
import { noun } from './noun.ts';
import { phrase, says, token } from './phrase.ts';
import { articles, quantity } from './quantity.ts';
import { ranked } from './ranking.ts';
import type { Limit } from './raw.ts';
import { costs, lazy, map, memo, type Rule } from './rule.ts';
import { either, longest, optional, sequence, skip } from './sequence.ts';
import { bareTiming, timing } from './timing.ts';
import { apposition, fullName, values } from './value-limit.ts';

const the = skip(articles);
const be = skip(longest(optional(phrase('be|of|that is|that are|which is|which are|as'))));
const someNoun = lazy(() => noun);
const not = optional(phrase('not'));

const when: Rule<Limit> = either(
  map(timing, (found): Limit => ({ kind: 'timing', timing: found })),
  map(
    sequence(the, mention, be, either(timing, bareTiming)),
    ([on, found]): Limit => ({ kind: 'timing', subject: on, timing: found }),
  ),
);

const related: Rule<Limit> = either(
  map(sequence(optional(quantity), someNoun), ([many, of]): Limit => {
    if (many?.kind === 'count') return { kind: 'relation', noun: of, bounds: many.bounds, none: false };
    return { kind: 'relation', noun: of, none: many?.kind === 'none' };
  }),
  costs(
    0.1,
    map(verbMention, (found): Limit => ({ kind: 'involved', mention: found })),
  ),
);

const absent = either(
  says(true, 'null|missing|unknown|empty'),
  says(false, 'known|given|recorded|specified'),
);
const known: Rule<Limit> = either(
  map(
    sequence(optional(phrase('no|any|a|an|known|a known')), mention),
    ([how, found]): Limit => ({ kind: 'known', mention: found, missing: how === 'no', explicit: false }),
  ),
  map(
    sequence(the, mention, be, not, absent),
    ([found, no, empty]): Limit => ({
      kind: 'known',
      mention: found,
      missing: empty === (no === undefined),
      explicit: true,
    }),
  ),
);

/** One thing that can be said of rows: "capacity over 5000", "the most concerts", "in 2001", "France". */
export const limit: Rule<Limit> = memo(
  either(comparison, values, fullName, like, when, ranked, related, known),
);

/** Those that need nothing to connect them: "above age 20", "older than 30", "since 2001", "weighing more than 3500". */
export const bareLimit: Rule<Limit> = memo(either(comparison, when, costs(0.1, apposition)));

/** Those that can stand before a verb that ends the clause: "the price [Apple ever had]". */
export const clauseSubject: Rule<Limit> = memo(either(values, related));

/** "4 cylinder" in front of a noun. */
export const countedAdjective: Rule<Limit> = map(
  sequence(
    token((found) => found.number),
    skip(optional(phrase('-'))),
    mention,
  ),
  ([value, on]): Limit => ({
    kind: 'compare',
    subject: byName(on),
    comparator: '=',
    operand: { kind: 'number', value },
  }),
);
