import { continued, type Draft, startsOf } from '../meaning/draft.ts';
import { core } from './core.ts';
import { grow } from './grow.ts';
import { opening } from './opening.ts';
import { sortedBy, sortWord } from './order.ts';
import { phrase } from './phrase.ts';
import { choose, map, type Rule } from './rule.ts';
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

const started: Rule<Draft> = either(
  choose(sequence(opening, core), ([of], { lexicon }) => startsOf(lexicon, of)),
  choose(sequence(opening, front, core), ([first, of], { lexicon }) =>
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
