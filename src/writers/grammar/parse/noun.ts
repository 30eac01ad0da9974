import type { Noun } from '../meaning/meaning.ts';
import { nounsFor } from '../meaning/nouns.ts';
import { restrict } from '../meaning/restrict.ts';
import type { Token } from '../words/tokens.ts';
import { grow } from './grow.ts';
import { countedAdjective } from './limit.ts';
import { mention } from './mention.ts';
import { wholeNumber } from './number.ts';
import { phrase } from './phrase.ts';
import { articles, determiner } from './quantity.ts';
import { frequent } from './ranking.ts';
import { type Limit, noLead, type Restriction } from './raw.ts';
import { nextRestriction } from './restriction.ts';
import { choose, costs, lazy, map, memo, type Rule } from './rule.ts';
import { said } from './said.ts';
import { either, longest, many, optional, sequence, skip } from './sequence.ts';
import { extremeAdjective } from './superlative.ts';
import { bareTiming } from './timing.ts';

const limited = (limit: Limit): Restriction => ({ kind: 'limit', lead: noLead, limit });

/** In front of a noun: "French", "Honda's", "2014", "4 cylinder", "oldest", "car" of car models. */
const adjective: Rule<Restriction> = either(
  map(sequence(said, skip(optional(phrase("'s|'")))), ([found]) =>
    found.weak ? undefined : limited({ kind: 'values', values: [found], joined: 'or' }),
  ),
  map(bareTiming, (timing) => limited({ kind: 'timing', timing })),
  map(
    lazy(() => countedAdjective),
    limited,
  ),
  map(extremeAdjective, ({ adjective: by, ...how }) =>
    limited({ kind: 'best', ...how, ...(by && { by: { kind: 'scale', adjective: by } }) }),
  ),
  map(
    lazy(() => frequent),
    limited,
  ),
  costs(
    0.25,
    map(mention, (found) => limited({ kind: 'compound', mention: found })),
  ),
);

const different = longest(optional(phrase('different|distinct|unique|various|distinctive')));

const head = either(
  map(mention, (found) => ({ kind: 'mention' as const, mention: found })),
  costs(
    0.2,
    map(said, (found) => (found.weak || found.quoted ? undefined : { kind: 'said' as const, said: found })),
  ),
);

const before = longest(many(either(determiner, phrase('every')), 3));
const front = map(
  sequence(skip(before), different, skip(articles), optional(wholeNumber), many(adjective, 3), head),
  ([distinct, count, adjectives, of]) => ({
    head: of,
    distinct: distinct !== undefined,
    restrictions: adjectives,
    ...(count && { count }),
  }),
);

/** "The newest cars" are more than one, and nobody said how many. */
const isVague = ({ pick, count }: Noun, last: Token | undefined): boolean =>
  pick?.count === 1 && count === undefined && last?.kind === 'word' && isPlural(last);
const isPlural = ({ word, lemma }: Token): boolean => word !== lemma && word.endsWith('s');

/** A noun without what follows it. */
export const bareNoun: Rule<Noun> = memo((input, at) =>
  choose(front, (raw) => nounsFor(input.lexicon, raw))(input, at).filter(
    ({ value, end }) => !isVague(value, input.tokens[end - 1]),
  ),
);

/** A noun with all that narrows it: "the singers from France who are older than 30". */
export const noun: Rule<Noun> = memo(
  grow(
    bareNoun,
    lazy(() => nextRestriction),
    (found, restriction, input) => restrict(input.lexicon, { value: found, cost: 0 }, restriction),
    5,
  ),
);
