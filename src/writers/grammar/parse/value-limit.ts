import { mention } from './mention.ts';
import { phrase } from './phrase.ts';
import { articles } from './quantity.ts';
import { type Limit, unless } from './raw.ts';
import { map, type Rule } from './rule.ts';
import { type Said, said } from './said.ts';
import { either, list, longest, optional, sequence, skip } from './sequence.ts';

const the = skip(articles);
const be = skip(longest(optional(phrase('be|of|that is|that are|which is|which are|as'))));
const not = optional(phrase('not'));
const named = optional(phrase('name|named|call|called|title|titled|:|like'));
const naming = new Set(['name', 'named', 'call', 'called', 'title', 'titled']);
const both = longest(optional(phrase('both|either|the|a|an')));

/** One value, or several joined by "or" or by "and". */
const listed: Rule<{ readonly values: readonly Said[]; readonly joined: 'or' | 'and' }> = either(
  map(list(said, phrase('or|,|, or|or the|nor')), (values) => ({ values, joined: 'or' as const })),
  map(list(said, phrase('and|,|, and|and the')), (values) =>
    values.length > 1 ? { values, joined: 'and' as const } : undefined,
  ),
);

/** "France", "the state 'NY' or 'CA'", "country is not USA", "Dream island". */
export const values: Rule<Limit> = either(
  map(
    sequence(the, optional(mention), be, not, named, both, listed),
    ([on, no, name, every, all]): Limit | undefined => {
      if (!on && (no || all.values.some(({ weak }) => weak))) return undefined;
      return unless(no, {
        kind: 'values',
        ...all,
        ...(every === 'both' && { joined: 'both' }),
        ...(on && { subject: on }),
        ...(naming.has(name ?? '') && { byName: true }),
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

/** "Nancy Edwards": a first and a last name that are stored apart. */
export const fullName: Rule<Limit> = map(sequence(said, said), ([first, last]): Limit | undefined =>
  isLabel(first) && isLabel(last) ? { kind: 'full-name', first, last } : undefined,
);
const isLabel = ({ stored, weak }: Said): boolean =>
  !weak && stored.some(({ field }) => field.kind === 'label');

/** "the album [Big Ones]" */
export const apposition: Rule<Limit> = either(
  fullName,
  map(said, (found): Limit | undefined =>
    found.quoted || isLabel(found) ? { kind: 'values', values: [found], joined: 'or', own: true } : undefined,
  ),
);
