import { lead, trailing } from './lead.ts';
import * as limits from './limit.ts';
import { type Lead, noLead, type Restriction } from './raw.ts';
import { costs, either, lazy, list, many, map, memo, optional, phrase, type Rule, sequence } from './rule.ts';

// Nouns, limits and restrictions hold one another.
const limit = lazy(() => limits.limit);
const bareLimit = lazy(() => limits.bareLimit);
const or = phrase('or|, or|or else');
const either_ = optional(phrase('either'));

const merged = (first: Lead, last: Lead | undefined): Lead => ({
  negated: first.negated !== (last?.negated ?? false),
  words: [...first.words, ...(last?.words ?? [])],
  telling: [...first.telling, ...(last?.telling ?? [])],
});

/** "who have at least 3 cars", "in Texas or with 4 cylinders", "that no student lives in". */
const led: Rule<Restriction> = map(
  sequence(lead, either_, list(limit, or), optional(trailing)),
  ([first, , found, last]): Restriction | undefined => {
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

/** A restriction, or several of which one must hold. */
export const restriction: Rule<Restriction> = memo(
  map(
    list(either(led, bare), or),
    (all): Restriction => (all.length === 1 ? all[0] : { kind: 'any', of: all }),
  ),
);

const and = phrase(
  ',|and|, and|but|, but|and also|but also|, and also|as well as|yet|and who|but who|and that|but that',
);

/** What follows a noun and narrows it. */
export const restrictions: Rule<readonly Restriction[]> = memo(
  many(
    either(
      restriction,
      map(sequence(and, either(restriction, unled())), ([, found]) => found),
    ),
    5,
  ),
);

/** Behind "and" what connects may be left out: "with 4 cylinders and more than 100 horsepower". */
function unled(): Rule<Restriction> {
  return costs(
    0.1,
    map(limit, (found): Restriction | undefined =>
      found.kind === 'compare' || found.kind === 'between' || found.kind === 'best' || found.kind === 'like'
        ? { kind: 'limit', lead: noLead, limit: found }
        : undefined,
    ),
  );
}
