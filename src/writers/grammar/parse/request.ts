import { continued, type Draft, startsOf } from '../meaning/draft.ts';
import { type Core, core } from './core.ts';
import { grow } from './grow.ts';
import { opening } from './opening.ts';
import { sortedBy, sortWord } from './order.ts';
import { phrase } from './phrase.ts';
import { articles } from './quantity.ts';
import { noLead } from './raw.ts';
import { choose, costs, map, type Rule } from './rule.ts';
import { said } from './said.ts';
import { either, optional, sequence, skip } from './sequence.ts';
import { gather, restrict, type Tail, tail } from './tail.ts';

/** "For each stadium, ...", "In 1980, ...". */
const before: Rule<Tail> = map(
  sequence(either(gather, restrict), skip(optional(phrase(','))), opening),
  ([found]) => found,
);
const front: Rule<Tail> = (input, at) =>
  prepositions.has(input.tokens[at]?.word ?? '') ? before(input, at) : [];
const prepositions = new Set(
  'for in among amongst of between since before after during on at from with within per by across out until as'.split(
    ' ',
  ),
);

/** "IBM's prices", "Seattle temperatures": what the column belongs to stands before it. */
const owner: Rule<Tail> = costs(
  0.1,
  map(sequence(skip(articles), said, skip(optional(phrase("'s|'")))), ([found]): Tail | undefined =>
    found.weak
      ? undefined
      : {
          kind: 'restrict',
          restriction: {
            kind: 'limit',
            lead: noLead,
            limit: { kind: 'values', values: [found], joined: 'or' },
          },
        },
  ),
);
const ownedCore: Rule<Core> = map(core, (of) =>
  !of.main && of.items.every(({ kind }) => kind === 'mention') ? of : undefined,
);

const started: Rule<Draft> = either(
  choose(sequence(opening, core), ([of], { lexicon }) => startsOf(lexicon, of)),
  choose(sequence(opening, front, core), ([first, of], { lexicon }) =>
    continued(lexicon, startsOf(lexicon, of), first),
  ),
  choose(sequence(opening, owner, ownedCore), ([first, of], { lexicon }) =>
    continued(lexicon, startsOf(lexicon, of), first),
  ),
  // "Sort the employees by age"
  choose(sequence(opening, skip(sortWord), core, sortedBy), ([of, by], { lexicon }) =>
    continued(lexicon, startsOf(lexicon, of), { kind: 'order', ...by }),
  ),
);

/** A question, from the greeting to the question mark. */
export const request: Rule<Draft> = grow(
  started,
  tail,
  (draft, piece, { lexicon }) => continued(lexicon, [{ value: draft, cost: 0 }], piece),
  9,
);
