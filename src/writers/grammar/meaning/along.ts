import type { Path } from '../lexicon/joins.ts';
import type { Condition, Place } from './meaning.ts';

/** A condition on the rows at the end of a way, seen from its beginning. */
export function along(path: Path, condition: Condition): Condition {
  const move = (place: Place): Place => ({ ...place, path: [...path, ...place.path] });
  switch (condition.kind) {
    case 'compare': {
      const { operand } = condition;
      const moved = operand.kind === 'place' ? { ...operand, place: move(operand.place) } : operand;
      return { ...condition, place: move(condition.place), operand: moved };
    }
    case 'between':
    case 'among':
    case 'during':
    case 'part':
    case 'like':
    case 'missing':
      return { ...condition, place: move(condition.place) };
    case 'related':
      return { ...condition, path: [...path, ...condition.path] };
    case 'measured':
      return { ...condition, path: [...path, ...condition.path] };
    case 'shared':
      return condition;
    case 'not':
      return { ...condition, of: along(path, condition.of) };
    case 'both':
    case 'any':
    case 'all':
      return { ...condition, of: condition.of.map((each) => along(path, each)) };
  }
}
