import { byName, comparison } from './comparison.ts';
import { mention, type Said, said, verbMention } from './mention.ts';
import { noun } from './noun.ts';
import { articles, quantity } from './quantity.ts';
import type { Limit } from './raw.ts';
import {
  costs,
  either,
  lazy,
  list,
  longest,
  map,
  meaning,
  memo,
  optional,
  phrase,
  type Rule,
  sequence,
  skip,
  token,
} from './rule.ts';
import { aggregate, superlative } from './superlative.ts';
import { bareTiming, timing } from './timing.ts';

const the = skip(articles);
const be = skip(longest(optional(phrase('be|of|that is|that are|which is|which are|as'))));
const someNoun = lazy(() => noun);
const not = optional(phrase('not'));
const unless = (word: string | undefined, found: Limit): Limit =>
  word === undefined ? found : { kind: 'not', of: found };

const named = skip(optional(phrase('name|named|call|called|title|titled|:|like')));
const both = longest(optional(phrase('both|either|the|a|an')));

/** One value, or several joined by "or" or by "and". */
const listed: Rule<{ readonly values: readonly Said[]; readonly joined: 'or' | 'and' }> = either(
  map(list(said, phrase('or|,|, or|or the|nor')), (values) => ({ values, joined: 'or' as const })),
  map(list(said, phrase('and|,|, and|and the')), (values) =>
    values.length > 1 ? { values, joined: 'and' as const } : undefined,
  ),
);

/** "France", "the state 'NY' or 'CA'", "country is not USA", "Dream island". */
const values: Rule<Limit> = either(
  map(
    sequence(the, optional(mention), be, not, named, both, listed),
    ([on, no, every, all]): Limit | undefined => {
      if (!on && (no || all.values.some(({ weak }) => weak))) return undefined;
      return unless(no, {
        kind: 'values',
        ...all,
        ...(every === 'both' && { joined: 'both' }),
        ...(on && { subject: on }),
      });
    },
  ),
  map(
    sequence(the, both, listed, mention),
    ([every, all, on]): Limit => ({
      kind: 'values',
      ...all,
      ...(every === 'both' && { joined: 'both' }),
      subject: on,
    }),
  ),
);

const text: Rule<string> = either(
  token((found) => (found.kind === 'quoted' ? found.text : undefined)),
  costs(
    0.1,
    token((found) => (found.kind === 'word' ? found.text : undefined)),
  ),
);
const piece = phrase(
  'the word|the substring|the substring the|the letter|the letters|the string|the phrase|the text|substring|letter|word',
);
const matching = either(
  map(phrase('contain|containing|include|including'), () => 'contains' as const),
  map(sequence(skip(phrase('have|having|with')), piece), () => 'contains' as const),
  map(phrase('start with|starting with|begin with|beginning with|started with'), () => 'begins' as const),
  map(phrase('end with|ending with|end in|ending in'), () => 'ends' as const),
);

/** "whose name contains 'Hey'", "the word 'Hey' in its title". */
const like: Rule<Limit> = either(
  map(
    sequence(
      the,
      mention,
      skip(optional(phrase('be|that|which|do'))),
      not,
      matching,
      skip(optional(either(piece, articles))),
      text,
    ),
    ([on, no, match, found]) => unless(no, { kind: 'like', subject: on, match, text: found }),
  ),
  map(
    sequence(skip(optional(piece)), text, skip(phrase('in|within')), the, mention),
    ([found, on]): Limit => ({ kind: 'like', subject: on, match: 'contains', text: found }),
  ),
);

const when: Rule<Limit> = either(
  map(timing, (found): Limit => ({ kind: 'timing', timing: found })),
  map(
    sequence(the, mention, be, either(timing, bareTiming)),
    ([on, found]): Limit => ({ kind: 'timing', subject: on, timing: found }),
  ),
);

const numberOf = phrase('number of|amount of|total number of|count of|number of different');

/** "the highest capacity", "the most concerts", "the oldest". */
const ranked: Rule<Limit> = either(
  map(
    sequence(superlative, aggregate, skip(optional(phrase('of'))), mention),
    ([{ adjective: _, ...how }, statistic, of]): Limit => ({
      kind: 'best',
      ...how,
      by: { kind: 'statistic', statistic, mention: of },
    }),
  ),
  map(
    sequence(superlative, skip(optional(numberOf)), mention),
    ([{ adjective, ...how }, by]): Limit => ({
      kind: 'best',
      ...how,
      by: { kind: 'mention', mention: by, ...(adjective && { adjective }) },
    }),
  ),
  map(
    sequence(superlative, optional(numberOf), someNoun),
    ([{ count, end, adjective }, many, by]): Limit | undefined =>
      by.pick || (adjective && !many)
        ? undefined
        : { kind: 'best', end, ...(count && { count }), by: { kind: 'count', noun: by } },
  ),
  map(superlative, ({ adjective, ...how }): Limit | undefined =>
    adjective ? { kind: 'best', ...how, by: { kind: 'scale', adjective } } : undefined,
  ),
  map(
    sequence(the, mention, be, superlative),
    ([by, { adjective, ...how }]): Limit => ({
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
    0.1,
    map(verbMention, (found): Limit => ({ kind: 'involved', mention: found })),
  ),
);

const known: Rule<Limit> = either(
  map(
    sequence(optional(phrase('no|any|a|an|known|a known')), mention),
    ([how, found]): Limit => ({ kind: 'known', mention: found, missing: how === 'no' }),
  ),
  map(
    sequence(
      the,
      mention,
      be,
      not,
      meaning({
        null: true,
        missing: true,
        unknown: true,
        empty: true,
        known: false,
        given: false,
        recorded: false,
        specified: false,
      }),
    ),
    ([found, no, empty]): Limit => ({ kind: 'known', mention: found, missing: empty === (no === undefined) }),
  ),
);

/** "Nancy Edwards": a first and a last name that are stored apart. */
const fullName: Rule<Limit> = map(sequence(said, said), ([first, last]): Limit | undefined =>
  isLabel(first) && isLabel(last) ? { kind: 'full-name', first, last } : undefined,
);
const isLabel = ({ stored, weak }: Said): boolean =>
  !weak && stored.some(({ field }) => field.kind === 'label');

/** "the album [Big Ones]" */
const apposition: Rule<Limit> = either(
  fullName,
  map(said, (found): Limit | undefined =>
    found.quoted || isLabel(found) ? { kind: 'values', values: [found], joined: 'or', own: true } : undefined,
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
