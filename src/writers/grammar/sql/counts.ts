import type { Path } from '../lexicon/joins.ts';
import type { Frame } from './frame.ts';
import type { Expression } from './select.ts';

/** How many rows at the end of the way there are for each group; a row that is reached twice counts once. */
export function countOf(frame: Frame, path: Path): Expression {
  const last = path.at(-1);
  if (!last) return { kind: 'count' };
  frame.reach(path);
  const [key, ...more] = last.to.primaryKey;
  return repeats(path) && key !== undefined && more.length === 0
    ? { kind: 'count', of: frame.at(path, key) }
    : { kind: 'count' };
}

/** Whether the same pair of first and last row may be met more than once on the way. */
export function repeats(path: Path): boolean {
  const down = path.filter(({ toward }) => toward === 'many').length;
  const up = path.length - down;
  // Down a tree every row is met once, and so is the far side of a table that holds each pair once.
  return down > 0 && up > 0 && !(path.length === 2 && isBridge(path));
}

function isBridge(path: Path): boolean {
  const [out, back] = path;
  if (!out || !back) return false;
  const pair = new Set([...out.on.map(([, column]) => column), ...back.on.map(([column]) => column)]);
  return out.to.primaryKey.length > 0 && out.to.primaryKey.every((column) => pair.has(column));
}
