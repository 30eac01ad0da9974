import { counting, gatheredAnew, limited, listing, narrowed, replaced, swapped } from '../meaning/changes.ts';
import { continued, type Draft } from '../meaning/draft.ts';
import { grow } from './grow.ts';
import { wholeNumber } from './number.ts';
import { phrase } from './phrase.ts';
import { articles } from './quantity.ts';
import { noLead, type Restriction } from './raw.ts';
import { restriction } from './restriction.ts';
import { choose, costs, map, type Rule } from './rule.ts';
import { said } from './said.ts';
import { either, list as listOf, longest, many, optional, sequence, skip } from './sequence.ts';
import { type Tail, tail } from './tail.ts';
import { barePart, bareTiming } from './timing.ts';

/** A draft that a follow-up made of the one before; `pointed` when its words point back ("those", "the same"). */
export interface Followed {
  readonly draft: Draft;
  readonly pointed: boolean;
}

const filler = skip(
  many(
    phrase('and|ok|okay|so|now|then|but|please|hey|well|also|,|:|hmm|um|great|thanks|thank you|cool|right'),
    4,
  ),
);
const the = skip(articles);
const ones = skip(optional(phrase('one|ones|instead|only|too|as well|?|.|!')));

const swapWord = skip(
  phrase(
    'what about|how about|same for|the same for|do the same for|same thing for|the same but for|the same in|same in|the same but in|the same with|and for|and in|for|in|what if|same question for|the same question for|instead for',
  ),
);
const narrowWord = skip(
  longest(
    phrase(
      'only|just|only those|only the one|only the ones|just the one|just those|which of those|which of them|which one|which ones|which of these|of those|of them|of these|those|the one|the ones|show only|show me only|keep only|limit to|' +
        'limit it to|restrict to|filter to|filter by|narrow it down to|narrow down to|only show|only count|i mean|only show those',
    ),
  ),
);

/** "Texas", "2002", "March" */
const bare: Rule<Restriction> = either(
  map(sequence(the, listOf(said, phrase('or|and|,'))), ([values]): Restriction | undefined =>
    values.some(({ weak }) => weak)
      ? undefined
      : { kind: 'limit', lead: noLead, limit: { kind: 'values', values, joined: 'or' } },
  ),
  map(
    either(bareTiming, barePart),
    (timing): Restriction => ({ kind: 'limit', lead: noLead, limit: { kind: 'timing', timing } }),
  ),
);
const thing = either(bare, restriction);

const back = (draft: Draft, pointed = true): Followed => ({ draft, pointed });
const fromBefore = <P>(
  rule: Rule<P>,
  make: (
    before: Draft,
    piece: P,
    lexicon: Parameters<typeof continued>[0],
  ) => readonly { value: Draft; cost: number }[],
): Rule<Draft> =>
  choose(rule, (piece, { previous, lexicon }) => (previous ? make(previous, piece, lexicon) : []));

/** "what about Texas?", "the same for 2002" */
const swap: Rule<Draft> = fromBefore(sequence(filler, swapWord, thing, ones), (before, [found], lexicon) =>
  swapped(lexicon, before, found),
);

/** "and Google?" */
const replace: Rule<Draft> = fromBefore(sequence(filler, bare, ones), (before, [found], lexicon) =>
  replaced(lexicon, before, found),
);

/** "only in 2001", "those from France" */
const narrow: Rule<Draft> = fromBefore(
  sequence(filler, narrowWord, thing, ones),
  (before, [found], lexicon) =>
    continued(lexicon, [{ value: before, cost: 0 }], { kind: 'restrict', restriction: found }),
);

/** "how many are there?", "how many of those" */
const count: Rule<Draft> = fromBefore(
  sequence(
    filler,
    phrase(
      'how many|how many be there|how many be that|how many of those|how many of them|how many of these|count them|count those|how many in total|how many do we have|how many of those be there|how many of them be there',
    ),
  ),
  (before) => counting(before),
);

/** "which ones?" */
const list: Rule<Draft> = fromBefore(
  sequence(
    filler,
    phrase(
      'which one|which ones|which|which are they|which be that|list them|list those|show them|show those|show me them|who be they|what be they|who',
    ),
  ),
  (before) => listing(before),
);

/** "and by month?" */
const gathers: Rule<Draft> = fromBefore(
  sequence(
    filler,
    map(tail, (piece) => (piece.kind === 'gather' ? piece : undefined)),
    skip(optional(phrase('instead|too|as well'))),
  ),
  (before, [piece], lexicon) => gatheredAnew(lexicon, before, piece),
);

const pointer = skip(
  optional(phrase('that|them|those|these|it|the result|the results|this|the list|of those|of them|of these')),
);

/** "sort that by price", "highest first" */
const sorts: Rule<Draft> = fromBefore(
  sequence(
    filler,
    skip(optional(phrase('sort|order|rank|arrange|show'))),
    pointer,
    map(tail, (piece): Tail | undefined => (piece.kind === 'order' ? piece : undefined)),
  ),
  (before, [piece], lexicon) => continued(lexicon, [{ value: { ...before, orders: [] }, cost: 0 }], piece),
);

/** "the top 5 of those" */
const top: Rule<Draft> = fromBefore(
  sequence(
    filler,
    skip(optional(phrase('only|just|show|show me|give me|list'))),
    the,
    optional(phrase('top|first|best')),
    wholeNumber,
    pointer,
    ones,
  ),
  (before, [from, howMany]) => limited(before, howMany, from === 'top' || from === 'best'),
);

/** "show their capitals too" */
const more: Rule<Draft> = fromBefore(
  sequence(
    filler,
    map(tail, (piece): Tail | undefined => (piece.kind === 'items' && !piece.instead ? piece : undefined)),
  ),
  (before, [piece], lexicon) => continued(lexicon, [{ value: before, cost: 0 }], piece),
);

const changed: Rule<Followed> = either(
  map(either(swap, narrow, count, list, sorts, top), (draft) => back(draft)),
  costs(
    0.1,
    map(either(gathers, more, replace), (draft) => back(draft, false)),
  ),
  // A mere "in Texas" goes on with the question before.
  costs(
    0.1,
    map(
      fromBefore(sequence(filler, restriction), (before, [found], lexicon) =>
        narrowed(lexicon, before, found),
      ),
      (draft) => back(draft, false),
    ),
  ),
);

/** A question that only says what is different from the one before. */
export const followUp: Rule<Followed> = grow(
  changed,
  tail,
  ({ draft, pointed }, piece, { lexicon }) =>
    continued(lexicon, [{ value: draft, cost: 0 }], piece).map(({ value, cost }) => ({
      value: { draft: value, pointed },
      cost,
    })),
  4,
);
