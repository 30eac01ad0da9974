import { happens, isLinkingVerb, trades } from '../words/verbs.ts';
import { type Gathering, gathering } from './each.ts';
import { comma, type Item, items } from './items.ts';
import { type Ordering, ordering } from './order.ts';
import { phrase, says, token } from './phrase.ts';
import type { Restriction } from './raw.ts';
import { nextRestriction, trailing } from './restriction.ts';
import { costs, map, memo, type Rule } from './rule.ts';
import { either, optional, sequence, skip } from './sequence.ts';
import { unit } from './unit.ts';

/** What follows what is asked for. */
export type Tail =
  | { readonly kind: 'restrict'; readonly restriction: Restriction }
  | ({ readonly kind: 'gather' } & Gathering)
  | ({ readonly kind: 'order' } & Ordering)
  /** More to show; or this alone, instead of what the question named. */
  | { readonly kind: 'items'; readonly items: readonly Item[]; readonly instead: boolean }
  /** "in minutes": true of the column, or the question is not understood. */
  | { readonly kind: 'unit'; readonly unit: string }
  /** "altogether": the sum of what was asked for. */
  | { readonly kind: 'total' }
  /** "and how many do they have?" */
  | { readonly kind: 'count-again' }
  /** "play there" behind "how many concerts". */
  | { readonly kind: 'verb'; readonly happens: boolean }
  | { readonly kind: 'idle' };

const idle: Rule<Tail> = costs(
  0.02,
  map(
    either(
      phrase(
        'are there|is there|were there|there be|exist|do we have|do you have|do we know|be list|are listed|in the database|in our database|be available|on record|at all|please|pls|thanks|' +
          'for me|here|there|we know about|we know of|respectively|be|do|have|are recorded|in the list|in the table|ever|currently|now|in the data|you know|you know about|we have|on file|in this database|right now|' +
          'in each one|for each one|both days included|inclusive|both included|included|, both days included|, inclusive|, both included|, please|, thanks|be offered|are found|can be found|are shown|are known|be in the database|of all time|of all times|ever made|in order',
      ),
      // "how many models [it produces]"
      sequence(
        phrase('it|they|he|she'),
        optional(phrase('be|have|do')),
        token((found) => (isLinkingVerb(found.lemma) ? found.lemma : undefined)),
      ),
      phrase('?|.|!|;|:'),
    ),
    () => ({ kind: 'idle' }),
  ),
);

const instead = (found: readonly Item[]): Tail => ({ kind: 'items', items: found, instead: true });
const more = (found: readonly Item[]): Tail => ({ kind: 'items', items: found, instead: false });

const again = skip(
  phrase(
    'list|show|give|return|find|give me|list only|only list|show both|show me|list both|list both the|just list|only show|just show|and list|and show|return the|provide|list out|tell me|i want|i only want|' +
      'and give me|give me the',
  ),
);
const also = skip(
  phrase(
    'also show|also list|also give|also return|show also|also give me|include|including|with their|with its|showing|and also show|and also list|and their|and its|, with|also',
  ),
);
const asWell = skip(optional(phrase('as well|too|also')));

const addendum: Rule<Tail> = either(
  map(sequence(again, items), ([found]) => instead(found)),
  map(sequence(again, items, skip(phrase('as well|too|also'))), ([found]) => more(found)),
  map(sequence(also, items, asWell), ([found]) => more(found)),
  map(
    sequence(
      skip(comma),
      skip(phrase('what|what be|what be the')),
      items,
      skip(optional(phrase('be|it be|they be|that be'))),
    ),
    ([found]) => more(found),
  ),
  costs(
    0.1,
    map(sequence(skip(either(comma, phrase(':'))), items, asWell), ([found]) => more(found)),
  ),
);

const total: Rule<Tail> = says(
  { kind: 'total' },
  'altogether|in total|in all|overall|all together|all in all|, altogether|, in total',
);
const countAgain: Rule<Tail> = says(
  { kind: 'count-again' },
  'and how many|, and how many|and how many do they have|, and how many do they have|and how many each have|and how many they have|and the number|and the count|, and how many they have|and how many be there|, and how many each',
);

const inUnit: Rule<Tail> = map(
  sequence(skip(optional(phrase(','))), skip(phrase('in|measured in')), unit),
  ([found]) => ({ kind: 'unit', unit: found }),
);

const verb: Rule<Tail> = costs(
  0.1,
  map(trailing, (found): Tail | undefined =>
    found.words.length > 0 &&
    found.telling.length === 0 &&
    !found.negated &&
    found.words.every((word) => (isLinkingVerb(word) && !trades(word)) || word === 'come out')
      ? { kind: 'verb', happens: found.words.every(happens) }
      : undefined,
  ),
);

export const restrict: Rule<Tail> = map(
  nextRestriction,
  (restriction): Tail => ({ kind: 'restrict', restriction }),
);
export const gather: Rule<Tail> = map(
  sequence(skip(optional(phrase(',|and|, and'))), gathering),
  ([found]): Tail => ({ kind: 'gather', ...found }),
);
const order: Rule<Tail> = map(ordering, (found): Tail => ({ kind: 'order', ...found }));

/** One piece of what follows. */
export const tail: Rule<Tail> = memo(
  either(restrict, gather, order, addendum, inUnit, total, countAgain, verb, idle),
);
