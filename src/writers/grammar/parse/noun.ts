import { nounsFor } from '../meaning/fit.ts';
import type { Noun } from '../meaning/meaning.ts';
import { countedAdjective } from './limit.ts';
import { mention, said } from './mention.ts';
import { determiner } from './quantity.ts';
import { type Limit, noLead, type Restriction } from './raw.ts';
import { restrictions } from './restriction.ts';
import {
  choose,
  costs,
  either,
  lazy,
  longest,
  many,
  map,
  memo,
  nothing,
  optional,
  phrase,
  type Rule,
  sequence,
} from './rule.ts';
import { superlative } from './superlative.ts';
import { bareTiming } from './timing.ts';

const limited = (limit: Limit): Restriction => ({ kind: 'limit', lead: noLead, limit });

/** In front of a noun: "French", "2014", "4 cylinder", "oldest". */
const adjective: Rule<Restriction> = either(
  map(sequence(said, optional(phrase("'s|'"))), ([found]) =>
    found.weak ? undefined : limited({ kind: 'values', values: [found], every: false }),
  ),
  map(bareTiming, (timing) => limited({ kind: 'timing', timing })),
  map(
    lazy(() => countedAdjective),
    limited,
  ),
  map(superlative, ({ adjective: by, ...how }) =>
    by ? limited({ kind: 'best', ...how, by: { kind: 'scale', adjective: by } }) : undefined,
  ),
);

const different = phrase('different|distinct|unique|various|distinctive');

const head = either(
  map(mention, (found) => ({ kind: 'mention' as const, mention: found })),
  costs(
    0.3,
    map(said, (found) => (found.weak || found.quoted ? undefined : { kind: 'said' as const, said: found })),
  ),
);

const articles = longest(many(either(determiner, phrase('every|each')), 3));
const front = sequence(articles, optional(different), optional(determiner), many(adjective, 3), head);

/** A noun without what follows it. */
export const bareNoun: Rule<Noun> = memo(
  choose(front, ([, distinct, , adjectives, of], input) =>
    nounsFor(input.lexicon, { head: of, distinct: distinct !== undefined, restrictions: adjectives }),
  ),
);

/** A noun with all that narrows it: "the singers from France who are older than 30". */
export const noun: Rule<Noun> = memo(
  choose(
    sequence(
      front,
      either(
        lazy(() => restrictions),
        nothing([]),
      ),
    ),
    ([[, distinct, , adjectives, of], more], input) =>
      nounsFor(input.lexicon, {
        head: of,
        distinct: distinct !== undefined,
        restrictions: [...adjectives, ...more],
      }),
  ),
);
