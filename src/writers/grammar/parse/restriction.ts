import type { Token } from '../words/tokens.ts';
import { lead } from './lead.ts';
import * as limits from './limit.ts';
import { phrase } from './phrase.ts';
import { type Lead, noLead, type Restriction } from './raw.ts';
import { costs, lazy, map, memo, type Rule } from './rule.ts';
import { either, list, optional, sequence, skip } from './sequence.ts';

// Nouns, limits and restrictions hold one another.
const limit = lazy(() => limits.limit);
const bareLimit = lazy(() => limits.bareLimit);
const clauseSubject = lazy(() => limits.clauseSubject);

const or = phrase('or|, or|or else');
const goesOn = new Set(
  'and or but in on at since before after during between altogether overall together last this per each by with for most first from until'.split(
    ' ',
  ),
);

/** What connects stands at the end where its object came first: "that students live in". */
export const trailing: Rule<Lead> = (input, at) =>
  lead(input, at).filter(({ end }) => endsClause(input.tokens[end]));
const endsClause = (next: Token | undefined): boolean =>
  next === undefined || next.kind === 'mark' || goesOn.has(next.word);

const eitherWord = skip(optional(phrase('either')));

const merged = (first: Lead, last: Lead | undefined): Lead => ({
  negated: first.negated !== (last?.negated ?? false),
  copula: first.copula || (last?.copula ?? false),
  words: [...first.words, ...(last?.words ?? [])],
  telling: [...first.telling, ...(last?.telling ?? [])],
  ...(last && { subject: true }),
});

/** "who have at least 3 cars", "in Texas or with 4 cylinders", "that no student lives in". */
const led: Rule<Restriction> = map(
  sequence(lead, eitherWord, list(limit, or), optional(trailing)),
  ([first, found, last]): Restriction | undefined => {
    const how = merged(first, last);
    const all = found.map((each): Restriction => ({ kind: 'limit', lead: how, limit: each }));
    const [only] = all;
    return all.length === 1 ? only : how.negated ? { kind: 'all', of: all } : { kind: 'any', of: all };
  },
);

const bare: Rule<Restriction> = costs(
  0.05,
  map(bareLimit, (found): Restriction => ({ kind: 'limit', lead: noLead, limit: found })),
);

/** "both stores with few products and stores with many" */
const pair: Rule<Restriction> = map(
  sequence(lead, skip(phrase('both')), limit, skip(phrase('and')), limit, optional(trailing)),
  ([first, one, other, last]): Restriction => {
    const how = merged(first, last);
    return {
      kind: 'all',
      of: [one, other].map((each): Restriction => ({ kind: 'limit', lead: how, limit: each })),
    };
  },
);

/** "the price [the Apple stock ever had]": what would be the object stands in front. */
const contact: Rule<Restriction> = costs(
  0.15,
  map(sequence(clauseSubject, trailing), ([found, last]): Restriction | undefined =>
    last.words.length > 0 ? { kind: 'limit', lead: { ...last, subject: true }, limit: found } : undefined,
  ),
);

/** A restriction, or several of which one must hold. */
export const restriction: Rule<Restriction> = memo(
  map(
    list(either(led, pair, bare, contact), or),
    (all): Restriction => (all.length === 1 ? all[0] : { kind: 'any', of: all }),
  ),
);

/** Behind "and" what connects may be left out: "with 4 cylinders and more than 100 horsepower". */
const unled: Rule<Restriction> = costs(
  0.1,
  map(limit, (found): Restriction | undefined =>
    ['compare', 'between', 'best', 'like'].includes(found.kind)
      ? { kind: 'limit', lead: noLead, limit: found }
      : undefined,
  ),
);

const and = skip(
  phrase(
    ',|and|, and|but|, but|and also|but also|, and also|as well as|yet|and who|but who|and that|but that',
  ),
);

/** Behind "and" a noun begins something new: "conductors and the orchestras they conducted". */
const joinable: Rule<Restriction> = map(
  list(either(led, pair, bare), or),
  (all): Restriction => (all.length === 1 ? all[0] : { kind: 'any', of: all }),
);

/** A restriction that follows another. */
export const nextRestriction: Rule<Restriction> = memo(
  either(
    restriction,
    map(sequence(and, either(joinable, unled)), ([found]) => found),
  ),
);
