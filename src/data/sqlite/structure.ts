import type { DatabaseSync } from 'node:sqlite';
import type { ForeignKey } from '../../core/data-source.ts';
import { type DeclaredComments, readComments } from './comments.ts';
import { declaredKind } from './declared-kind.ts';
import { folded } from './names.ts';
import type { DeclaredColumn, DeclaredTable } from './protocol.ts';
import { asSqlError } from './sql-error.ts';

interface Named {
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly sql: string;
}

/** Ordinary tables and views, in the order of their making. Virtual tables (full text, R-tree) and what they keep are left out. */
export function readStructure(db: DatabaseSync): readonly DeclaredTable[] {
  const all = rowsOf<Named>(
    db,
    `SELECT s.name, l.type AS kind, s.sql FROM sqlite_schema s
     JOIN pragma_table_list l ON l.name = s.name AND l.schema = 'main'
     WHERE s.type IN ('table', 'view') AND l.type IN ('table', 'view') AND s.name NOT GLOB 'sqlite_*'
     ORDER BY s.rowid`,
  );
  const tables = all.filter(({ kind }) => kind === 'table');
  const keys = new Map(
    tables.map(({ name }) => [folded(name), { name, primaryKey: primaryKeyOf(db, name) }]),
  );
  return all.flatMap(({ name, kind, sql }) => {
    const comments = readComments(sql);
    const columns =
      kind === 'view' ? unlessBroken(() => columnsOf(db, name, comments)) : columnsOf(db, name, comments);
    if (!columns) return [];
    return {
      name,
      kind,
      ...(comments.table && { comment: comments.table }),
      columns,
      primaryKey: keys.get(folded(name))?.primaryKey ?? [],
      foreignKeys: foreignKeysOf(db, name, (table) => keys.get(folded(table))),
    };
  });
}

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

function columnsOf(db: DatabaseSync, table: string, comments: DeclaredComments): DeclaredColumn[] {
  // `hidden` 1 are the inner columns of virtual tables; 2 and 3 are generated ones, which people may read.
  const rows = rowsOf<ColumnRow>(db, 'SELECT * FROM pragma_table_xinfo(?) WHERE hidden <> 1', table);
  return rows.map(({ name, type, notnull, pk }) => {
    const comment = comments.columns.get(name.toLowerCase());
    const nullable = notnull === 0 && pk === 0;
    return { name, type, kind: declaredKind(type), nullable, ...(comment && { comment }) };
  });
}

const primaryKeyOf = (db: DatabaseSync, table: string): string[] =>
  rowsOf<ColumnRow>(db, 'SELECT * FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table).map(
    (row) => row.name,
  );

interface KeyRow {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  /** Null means the primary key of the other table. */
  readonly to: string | null;
}

type Find = (table: string) => { readonly name: string; readonly primaryKey: readonly string[] } | undefined;

function foreignKeysOf(db: DatabaseSync, table: string, find: Find): ForeignKey[] {
  const rows = rowsOf<KeyRow>(db, 'SELECT * FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq', table);
  const byId = Map.groupBy(rows, (row) => row.id);
  return [...byId.values()].flatMap((parts) => {
    const target = find(parts[0]?.table ?? '');
    const references = parts.map((part, at) => part.to ?? target?.primaryKey[at]);
    // A key to a table that does not exist is allowed in SQLite and of no use.
    if (!target || !references.every((name) => name !== undefined)) return [];
    return { columns: parts.map((part) => part.from), table: target.name, references };
  });
}

function rowsOf<Row>(db: DatabaseSync, sql: string, ...values: string[]): Row[] {
  // The columns of SQLite's own pragmas are documented: https://sqlite.org/pragma.html
  return db.prepare(sql).all(...values) as unknown as Row[];
}

/** Undefined for a view that refers to what is gone. */
function unlessBroken<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (asSqlError(error).code === 'SQL_FAILED') return undefined;
    throw error;
  }
}
