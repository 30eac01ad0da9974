import type { DatabaseSync } from 'node:sqlite';
import type { Column, ForeignKey } from '../../../core/data-source.ts';
import { shortened } from '../../../render/shortened.ts';
import { type DeclaredComments, readComments } from './comments.ts';
import { declaredKind } from './declared-kind.ts';
import type { DeclaredColumn, DeclaredTable, NamedTable } from './protocol.ts';
import { storedTables } from './stored-tables.ts';

/** UTF-16 units. Nobody types a longer name, or reads more of a type or a comment; a declaration can hide megabytes in them. */
const maxName = 200;
const maxType = 60;
const maxComment = 500;
const maxDeclaration = 200_000;

const isShort = (name: string): boolean => name.length <= maxName;

/** Ordinary tables and views; full-text and spatial indexes are left out, with what they keep. */
export const readTables = (db: DatabaseSync): readonly NamedTable[] =>
  storedTables(db).flatMap(({ name, kind }) =>
    (kind === 'table' || kind === 'view') && isShort(name) ? [{ name, kind }] : [],
  );

/** For a view SQLite compiles what it selects, and fails when that is gone. */
export function readDeclaration(db: DatabaseSync, { name, kind }: NamedTable): DeclaredTable {
  const comments = readComments(declarationOf(db, name).slice(0, maxDeclaration));
  return {
    name,
    kind,
    ...(comments.table && { comment: shortened(comments.table, maxComment) }),
    columns: columnsOf(db, name, comments),
    primaryKey: primaryKeyOf(db, name),
    foreignKeys: foreignKeysOf(db, name),
  };
}

/** Also those whose names are too long for the catalogue. */
export function namedColumns(
  db: DatabaseSync,
  table: string,
): readonly Pick<Column, 'name' | 'generatedFrom'>[] {
  const declaration = declarationOf(db, table);
  // Of what is too long to be read a generated column may be computed from anything.
  const names = declaration.length > maxDeclaration ? undefined : readComments(declaration).names;
  const rows = columnRows(db, table);
  return rows.map((row) => ({ name: row.name, ...generatedFrom(row, rows, names) }));
}

function generatedFrom(
  { name, hidden }: ColumnRow,
  rows: readonly ColumnRow[],
  names: DeclaredComments['names'] | undefined,
): Pick<Column, 'generatedFrom'> {
  if (hidden === 0) return {};
  const own = names?.get(name.toLowerCase());
  const others = rows.filter((other) => other.name !== name && (own?.has(other.name.toLowerCase()) ?? true));
  return { generatedFrom: others.map((other) => other.name) };
}

const declarationOf = (db: DatabaseSync, name: string): string =>
  rowsOf<{ sql: string }>(
    db,
    "SELECT sql FROM sqlite_schema WHERE type IN ('table', 'view') AND name = ?",
    name,
  )[0]?.sql ?? '';

interface ColumnRow {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
  /** 2 and 3 of a generated one. */
  readonly hidden: number;
}

// `hidden` 1 are the inner columns of virtual tables; 2 and 3 are generated ones, which people may read.
const columnRows = (db: DatabaseSync, table: string): ColumnRow[] =>
  rowsOf<ColumnRow>(db, 'SELECT * FROM pragma_table_xinfo(?) WHERE hidden <> 1', table);

function columnsOf(db: DatabaseSync, table: string, comments: DeclaredComments): DeclaredColumn[] {
  const rows = columnRows(db, table);
  return rows
    .filter(({ name }) => isShort(name))
    .map((row) => {
      const { name, type, notnull, pk } = row;
      const comment = comments.columns.get(name.toLowerCase());
      return {
        name,
        type: shortened(type, maxType),
        kind: declaredKind(type),
        nullable: notnull === 0 && pk === 0,
        ...(comment && { comment: shortened(comment, maxComment) }),
        ...generatedFrom(row, rows, comments.names),
      };
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

function foreignKeysOf(db: DatabaseSync, table: string): ForeignKey[] {
  const rows = rowsOf<KeyRow>(db, 'SELECT * FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq', table);
  const byId = Map.groupBy(rows, (row) => row.id);
  return [...byId.values()].flatMap((parts) => {
    const target = tableNamed(db, parts[0]?.table ?? '');
    if (target === undefined) return [];
    const primaryKey = primaryKeyOf(db, target);
    const references = parts.map((part, at) => part.to ?? primaryKey[at]);
    if (!references.every((name) => name !== undefined)) return [];
    return { columns: parts.map((part) => part.from), table: target, references };
  });
}

/** As it is spelled where it was made. Undefined when it does not exist, which is allowed in SQLite and of no use. */
function tableNamed(db: DatabaseSync, name: string): string | undefined {
  const [found] = rowsOf<{ name: string }>(
    db,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = ? COLLATE NOCASE",
    name,
  );
  return found && isShort(found.name) ? found.name : undefined;
}

function rowsOf<Row>(db: DatabaseSync, sql: string, ...values: string[]): Row[] {
  // The columns of SQLite's own pragmas are documented: https://sqlite.org/pragma.html
  return db.prepare(sql).all(...values) as unknown as Row[];
}
