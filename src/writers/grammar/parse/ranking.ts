import { mention } from './mention.ts';
import { noun } from './noun.ts';
import { wholeNumber } from './number.ts';
import { phrase, says } from './phrase.ts';
import { articles } from './quantity.ts';
import type { Limit } from './raw.ts';
import { lazy, map, type Rule } from './rule.ts';
import { either, longest, optional, sequence, skip } from './sequence.ts';
import { aggregate, superlative } from './superlative.ts';

const the = skip(articles);
const be = skip(longest(optional(phrase('be|of|that is|that are'))));
const someNoun = lazy(() => noun);
const numberOf = phrase('number of|amount of|total number of|count of|number of different');

/** "the most common", "the 3 most frequent". */
export const frequent: Rule<Extract<Limit, { kind: 'best' }>> = map(
  sequence(
    the,
    optional(wholeNumber),
    either(
      says('high' as const, 'most common|most frequent|commonest|most widespread'),
      says('low' as const, 'least common|least frequent|rarest'),
    ),
  ),
  ([count, end]) => ({ kind: 'best', end, ...(count && { count }), by: { kind: 'frequency' } }),
);

/** "the highest capacity", "the most concerts", "the oldest". */
export const ranked: Rule<Limit> = either(
  frequent,
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
