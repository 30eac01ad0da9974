import type { Table } from '../../../core/data-source.ts';
import { fullName } from '../../../core/full-name.ts';
import type { Path } from '../lexicon/joins.ts';
import type { Place } from '../meaning/meaning.ts';
import { freeName } from './free-name.ts';
import type { ColumnOf, Expression, Join, Source } from './select.ts';

/** The FROM clause under construction: every way that is asked for is joined once. */
export interface Frame {
  readonly from: Source;
  readonly joins: readonly Join[];
  /** What of the way is not joined yet. */
  beyond(path: Path): Path;
  /** The name under which the table at the end of the way can be used. */
  reach(path: Path): string;
  column(place: Place): Expression;
  /** A column of the table at the end of a way. */
  at(path: Path, name: string): Expression;
  /** Every column of the first table. */
  all(): Expression;
}

export function createFrame(table: Table): Frame {
  const from: Source = { table, as: table.name };
  const joins: Join[] = [];
  const known = new Map<string, string>();
  const used = new Set([from.as.toLowerCase()]);

  const reach = (path: Path): string => {
    const step = path.at(-1);
    if (!step) return from.as;
    const key = keyOf(path);
    const before = known.get(key);
    if (before) return before;
    const outer = reach(path.slice(0, -1));
    const as = freeName(step.to.name, used);
    known.set(key, as);
    joins.push({
      table: step.to,
      as,
      on: step.on.map(([left, right]) => [columnOf(step.from, outer, left), columnOf(step.to, as, right)]),
    });
    return as;
  };
  const keyOf = (path: Path) => path.map(({ to, on }) => `${fullName(to)}:${on.join(',')}`).join(' ');
  const beyond = (path: Path): Path => {
    let joined = path.length;
    while (joined > 0 && !known.has(keyOf(path.slice(0, joined)))) joined--;
    return path.slice(joined);
  };
  const at = (path: Path, name: string): Expression => {
    const step = path.at(-1);
    const here = step?.on.find(([, right]) => right.toLowerCase() === name.toLowerCase());
    // The key of a row that is pointed to stands in the row that points.
    if (step && here && step.toward === 'one' && step.on.length === 1) return at(path.slice(0, -1), here[0]);
    return columnOf(step?.to ?? table, reach(path), name);
  };

  return {
    from,
    joins,
    reach,
    beyond,
    at,
    all: () => ({
      kind: 'all',
      of: from.as,
      columns: table.columns.map(({ name, type, nullable }) => ({
        kind: 'column',
        of: from.as,
        name,
        type,
        nullable,
      })),
    }),
    column: ({ path, field }) => at(path, field.column.name),
  };
}

function columnOf(table: Table, as: string, name: string): ColumnOf {
  const column = table.columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return { kind: 'column', of: as, name, type: column?.type ?? '', nullable: column?.nullable ?? true };
}
