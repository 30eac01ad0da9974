import type { ForeignKey, Table } from '../../../core/data-source.ts';
import { fullName } from '../../../core/full-name.ts';
import { splitName } from './names.ts';

/** From a row to the rows that belong to it, along a foreign key in either direction. */
export interface Step {
  readonly from: Table;
  readonly to: Table;
  /** Columns of `from` and of `to` that are equal, in pairs. */
  readonly on: readonly (readonly [from: string, to: string])[];
  /** `one`: at most one row of `to` belongs to a row of `from`. */
  readonly toward: 'one' | 'many';
  /** Words of the foreign key's column: what tells the origin of a flight from its destination. */
  readonly role: readonly string[];
}

export type Path = readonly Step[];

export interface JoinGraph {
  /** All shortest ways, none when the tables are not related. The way from a table to itself is empty. */
  paths(from: Table, to: Table): readonly Path[];
  /** Every step that leaves a table. */
  from(table: Table): readonly Step[];
}

/** Longer ways relate anything to anything. */
const longest = 5;

export function createJoinGraph(tables: readonly Table[]): JoinGraph {
  const byName = new Map(tables.map((table) => [fullName(table).toLowerCase(), table]));
  const impliedKeys = impliedKeysIn(tables);
  const steps = tables.flatMap((table) =>
    [...table.foreignKeys, ...impliedKeys(table)].flatMap((key) => {
      const target = byName.get(key.table.toLowerCase());
      return target && isWhole(table, target, key) ? stepsOf(table, target, key) : [];
    }),
  );
  const leaving = Map.groupBy(steps, (step) => step.from);
  const known = new Map<string, readonly Path[]>();

  return {
    from: (table) => leaving.get(table) ?? [],
    paths(from, to) {
      const name = `${fullName(from)}\n${fullName(to)}`;
      const found = known.get(name) ?? shortest(from, to, leaving);
      known.set(name, found);
      return found;
    },
  };
}

function shortest(from: Table, to: Table, leaving: ReadonlyMap<Table, readonly Step[]>): readonly Path[] {
  let open: Path[] = [[]];
  for (let length = 0; length <= longest; length++) {
    const arrived = open.filter((path) => (path.at(-1)?.to ?? from) === to);
    if (arrived.length > 0) return arrived;
    open = open.flatMap((path) =>
      (leaving.get(path.at(-1)?.to ?? from) ?? [])
        .filter(
          (step) => step.to !== from && path.every((taken) => taken.to !== step.to) && continues(path, step),
        )
        .map((step) => [...path, step]),
    );
  }
  return [];
}

/** Two rows that merely belong to the same third row are not related: no way goes up to one and down to many. */
const continues = (path: Path, step: Step): boolean =>
  step.toward === 'one' || path.every((taken) => taken.toward === 'many' || isOneToOne(taken));

const isOneToOne = (step: Step): boolean =>
  isUnique(
    step.from,
    step.on.map(([column]) => column),
  );

function stepsOf(table: Table, target: Table, key: ForeignKey): Step[] {
  const on = key.columns.map((column, at) => [column, key.references[at] ?? column] as const);
  const role = key.columns.flatMap(splitName).filter((word) => word !== 'id');
  return [
    { from: table, to: target, on, toward: 'one', role },
    {
      from: target,
      to: table,
      on: on.map(([column, referenced]) => [referenced, column] as const),
      toward: isUnique(table, key.columns) ? 'one' : 'many',
      role,
    },
  ];
}

/** A key may speak of columns that are hidden, or that never were. */
function isWhole(table: Table, target: Table, { columns, references }: ForeignKey): boolean {
  const has = ({ columns: all }: Table, name: string | undefined) =>
    all.some((column) => column.name === name);
  return columns.every((name, at) => has(table, name) && has(target, references[at] ?? name));
}

function isUnique(table: Table, columns: readonly string[]): boolean {
  const key = table.primaryKey;
  return key.length === columns.length && key.every((name) => columns.includes(name));
}

/**
 * Databases without declared keys still name them: orders.customer_id belongs to customers.id or customers.customer_id. Gives the
 * keys that a table's columns name so.
 */
function impliedKeysIn(tables: readonly Table[]): (table: Table) => readonly ForeignKey[] {
  const targets = new Map<string, { readonly table: Table; readonly key: string }[]>();
  for (const table of tables) {
    const [key, ...more] = table.primaryKey;
    if (key === undefined || more.length > 0) continue;
    const reference = `${splitName(table.name).join(' ')} id`;
    if (!['id', reference].includes(splitName(key).join(' '))) continue;
    targets.set(reference, [...(targets.get(reference) ?? []), { table, key }]);
  }
  return (table) => {
    const declared = new Set(table.foreignKeys.flatMap((key) => key.columns));
    return table.columns
      .filter((column) => !declared.has(column.name))
      .flatMap((column) => {
        const named = targets.get(splitName(column.name).join(' ')) ?? [];
        const target = named.find((other) => other.table !== table);
        return target
          ? [{ columns: [column.name], table: fullName(target.table), references: [target.key] }]
          : [];
      });
  };
}
