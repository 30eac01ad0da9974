import type { Hidden } from '../../../core/data-source.ts';
import type { Session } from './server.ts';

/** What each view reads, by its number, also through other views; and what heirs and their ancestors share. */
export type Reads = ReadonlyMap<number, readonly Hidden[]>;

/** No table is called so. */
export const anything = '*';

interface Names {
  readonly nameOf: (oid: number) => string | undefined;
  readonly columnsOf: (oid: number) => readonly { readonly number: number; readonly name: string }[];
}

/** A whole row (`SELECT users FROM users`) leaves no trace among the dependencies, but in the rule itself. */
const dependencies = `
  SELECT r.ev_class AS view, coalesce(pg_partition_root(d.refobjid), d.refobjid)::oid AS relation, d.refobjsubid AS number,
    bool_or(r.ev_action::text LIKE '%:varattno 0 %') AS whole
  FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class
  WHERE r.ev_class >= 16384
  GROUP BY 1, 2, 3`;

/** What a view calls of what somebody made may read anything. */
const callers = `
  SELECT DISTINCT r.ev_class AS view
  FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    AND d.refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass) AND d.refobjid >= 16384
  WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e')`;

/** Rows of an heir are also its ancestors', and it has their columns. */
const heirs = `
  WITH RECURSIVE all_heirs AS (
    SELECT i.inhrelid AS heir, i.inhparent AS ancestor FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE NOT c.relispartition AND c.relkind IN ('r', 'f')
    UNION
    SELECT a.heir, i.inhparent FROM all_heirs a JOIN pg_inherits i ON i.inhrelid = a.ancestor)
  SELECT heir, ancestor FROM all_heirs`;

interface Dependency {
  readonly view: number;
  readonly relation: number;
  /** Of a column; 0 for the relation. */
  readonly number: number;
  readonly whole: boolean;
}

export async function readsOfViews(session: Session, names: Names): Promise<Reads> {
  const direct = new Map<number, Map<string, Hidden>>();
  const from = new Map<number, Set<number>>();
  const note = (reader: number, relation: number, columns: readonly string[]) => {
    const table = names.nameOf(relation);
    if (table === undefined) return;
    const of = direct.get(reader) ?? new Map<string, Hidden>();
    direct.set(reader, of.set(table, { table }));
    for (const column of columns) of.set(`${table} ${column}`, { table, column });
  };
  const columnNames = (relation: number) => names.columnsOf(relation).map(({ name }) => name);
  for (const { view, relation, number, whole } of await session.ask<Dependency>(dependencies)) {
    from.set(view, (from.get(view) ?? new Set()).add(relation));
    const named = names.columnsOf(relation).find((one) => one.number === number);
    note(view, relation, whole ? columnNames(relation) : named ? [named.name] : []);
  }
  for (const { view } of await session.ask<{ view: number }>(callers)) {
    direct.set(view, (direct.get(view) ?? new Map<string, Hidden>()).set(anything, { table: anything }));
  }
  for (const { heir, ancestor } of await session.ask<{ heir: number; ancestor: number }>(heirs)) {
    note(heir, ancestor, columnNames(ancestor));
    note(ancestor, heir, columnNames(heir));
  }

  return new Map([...direct.keys(), ...from.keys()].map((reader) => [reader, everything(reader)]));

  function everything(reader: number): readonly Hidden[] {
    const all = new Map<string, Hidden>();
    const seen = new Set<number>();
    const rest = [reader];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const [key, one] of direct.get(next) ?? []) all.set(key, one);
      rest.push(...(from.get(next) ?? []));
    }
    return [...all.values()];
  }
}
