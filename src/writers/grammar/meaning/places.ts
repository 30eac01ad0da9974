import { rootOf } from '../../../ask/words/lemma.ts';
import { canonicalOf } from '../../../ask/words/synonyms.ts';
import type { Table } from '../../../core/data-source.ts';
import type { Field, FieldKind } from '../lexicon/fields.ts';
import type { Path, Step } from '../lexicon/joins.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { directionOf } from '../words/verbs.ts';
import { type Choice, likely } from './choices.ts';
import type { Place } from './meaning.ts';

/** A step away from the table that a sentence speaks of makes a reading less likely. */
const stepCost = { one: 0.22, many: 0.35 };

/** Two columns as near as that cannot be told apart. */
export const sameDistance = 0.1;

export interface Wanted {
  readonly field: Field;
  readonly cost: number;
}

export interface Reach {
  /** Words around the name: they choose between two keys to the same table. */
  readonly words: readonly string[];
  /** Only along keys that lead to one row. */
  readonly one?: boolean;
  /** Only in the table itself. */
  readonly own?: boolean;
  readonly kinds?: readonly FieldKind[];
}

/** Where these columns lie, seen from the table; the likeliest first. Equally likely ways are all given: the caller is to be unsure. */
export function placesOf(
  lexicon: Lexicon,
  table: Table,
  wanted: readonly Wanted[],
  reach: Reach,
): readonly Choice<Place>[] {
  const { kinds } = reach;
  const choices = wanted
    .filter(({ field }) => !kinds || kinds.includes(field.kind))
    .flatMap(({ field, cost }) =>
      pathsTo(lexicon, table, field.table, reach.words)
        .filter(
          (path) =>
            (!reach.own || path.length === 0) && (!reach.one || path.every((step) => step.toward === 'one')),
        )
        .map((path) => ({
          value: { path, field },
          cost: cost + pathCost(path) + directionCost(field, path, reach.words),
        })),
    );
  return likely(choices);
}

/** "from JFK" fits a column `origin` and not one `destination`. */
function directionCost(field: Field, path: Path, words: readonly string[]): number {
  const said = directionOf(words);
  const own = path.length === 0 ? directionOf(field.words) : undefined;
  return said && own ? (said === own ? -0.1 : 0.5) : 0;
}

const pathCost = (path: Path): number => path.reduce((sum, step) => sum + stepCost[step.toward], 0);

/** The ways between two tables; of parallel ones those that the words speak of. */
export function pathsTo(lexicon: Lexicon, from: Table, to: Table, words: readonly string[]): readonly Path[] {
  const paths = lexicon.joins.paths(from, to);
  if (paths.length < 2) return paths;
  const said = paths.filter((path) => path.some((step) => spokenOf(step, words)));
  return said.length > 0 ? said : paths;
}

function spokenOf(step: Step, words: readonly string[]): boolean {
  const own = step.role.filter(
    (word) => !step.to.name.toLowerCase().includes(word) || step.role.length === 1,
  );
  const direction = directionOf(own);
  if (direction && direction === directionOf(words)) return true;
  const roots = new Set(words.map((word) => rootOf(canonicalOf(word))));
  return own.some((word) => roots.has(rootOf(canonicalOf(word))));
}

/** Whether these verbs are said of the place: its column, its table, or a key on the way share their root. */
export function tells(verbs: readonly string[], words: readonly string[]): boolean {
  const roots = new Set(words.map(rootOf));
  return verbs.every((verb) => roots.has(rootOf(verb)));
}
