import type { Column, ForeignKey, Table } from '../../../core/data-source.ts';
import { shortened } from '../../../render/shortened.ts';
import { columnsNamedIn } from '../../guard/names-in.ts';
import type { Connection } from './connection.ts';
import { declaredKind } from './declared-kind.ts';
import { quotedText } from './names.ts';
import { namesReadBy } from './view-reads.ts';

/** UTF-16 units. An enumeration's type can hold thousands of values. */
const maxType = 200;
const maxComment = 500;
/** Of all tables: those that come after them are left out. */
const maxColumns = 50_000;

/** A column as it was declared. */
export interface DeclaredColumn
  extends Pick<Column, 'name' | 'type' | 'kind' | 'nullable' | 'comment' | 'generatedFrom'> {
  /** The server can find its smallest and its largest value without reading the table. */
  readonly indexed: boolean;
  /** Values of an enumeration. */
  readonly options?: readonly string[];
}

/** A table as it was declared; `rows` is what the server guesses. */
export interface DeclaredTable extends Omit<Table, 'columns'> {
  readonly columns: readonly DeclaredColumn[];
  /** Of a view: the names of what it reads. Absent where that cannot be told. */
  readonly reads?: readonly string[];
}

type Row = readonly (string | null)[];

/** Four questions for a whole database. A table comes after those that it refers to, and views come last. */
export async function readStructure(
  connection: Connection,
  database: string,
): Promise<readonly DeclaredTable[]> {
  const own = `TABLE_SCHEMA = ${quotedText(database)}`;
  const tables = await connection.ask(
    `SELECT TABLE_NAME, TABLE_TYPE, TABLE_COMMENT, TABLE_ROWS FROM information_schema.TABLES WHERE ${own} AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') ORDER BY TABLE_TYPE = 'VIEW', TABLE_NAME`,
  );
  const columns = await connection.ask(
    `SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_TYPE, IS_NULLABLE, COLUMN_COMMENT, COLUMN_KEY, GENERATION_EXPRESSION FROM information_schema.COLUMNS WHERE ${own} ORDER BY TABLE_NAME, ORDINAL_POSITION`,
  );
  const keys = await connection.ask(
    `SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME, REFERENCED_TABLE_SCHEMA FROM information_schema.KEY_COLUMN_USAGE WHERE ${own} ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`,
  );
  const views = await connection.ask(
    `SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE ${own}`,
  );
  const readsOf = new Map(views.map(([view, definition]) => [view, namesReadBy(definition ?? '', database)]));
  const columnsOf = Map.groupBy(columns.slice(0, maxColumns), ([table]) => table);
  const keysOf = Map.groupBy(keys, ([table]) => table);
  const declared = tables.flatMap((row) => {
    const [name = ''] = row;
    const reads = readsOf.get(name);
    const table = tableOf(row, columnsOf.get(name) ?? [], keysOf.get(name) ?? [], database);
    return columnsOf.has(name) ? { ...table, ...(reads && { reads }) } : [];
  });
  return inOrder(declared);
}

function tableOf(
  [name, type, comment, rows]: Row,
  columns: readonly Row[],
  keys: readonly Row[],
  database: string,
): DeclaredTable {
  const isView = type === 'VIEW';
  const foreign = keys.filter((key) => key[3] !== null && key[5] === database);
  return {
    name: name ?? '',
    kind: isView ? 'view' : 'table',
    // Of a view it only says that it is one.
    ...(comment && !isView && { comment: shortened(comment, maxComment) }),
    rows: Number(rows ?? 0),
    columns: columns.map((column) => columnOf(column, columns)),
    primaryKey: keys.flatMap((key) => (key[1] === 'PRIMARY' ? (key[2] ?? []) : [])),
    foreignKeys: [...Map.groupBy(foreign, (key) => key[1]).values()].map(foreignKeyOf),
  };
}

function columnOf(
  [, name, type, full, nullable, comment, key, expression]: Row,
  all: readonly Row[],
): DeclaredColumn {
  const options = type === 'enum' ? optionsOf(full ?? '') : undefined;
  return {
    name: name ?? '',
    type: shortened(full ?? '', maxType),
    kind: declaredKind(type ?? '', full ?? ''),
    nullable: nullable === 'YES',
    ...(comment && { comment: shortened(comment, maxComment) }),
    ...generatedFrom(expression ?? '', all),
    indexed: key === 'PRI' || key === 'UNI' || key === 'MUL',
    ...(options && { options }),
  };
}

/** Of a column with this expression, in a table of these columns. */
function generatedFrom(expression: string, columns: readonly Row[]): Pick<Column, 'generatedFrom'> {
  const named = columnsNamedIn(
    expression,
    columns.map((column) => column[1] ?? ''),
  );
  return named.length > 0 ? { generatedFrom: named } : {};
}

const foreignKeyOf = (parts: readonly Row[]): ForeignKey => ({
  columns: parts.map((part) => part[2] ?? ''),
  table: parts[0]?.[3] ?? '',
  references: parts.map((part) => part[4] ?? ''),
});

/** enum('open','it''s') */
const optionsOf = (type: string): readonly string[] =>
  Array.from(type.matchAll(/'((?:[^']|'')*)'/g), ([, value = '']) => value.replaceAll("''", "'"));

/** MySQL keeps no order of making. */
function inOrder(tables: readonly DeclaredTable[]): readonly DeclaredTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<DeclaredTable>();
  const waiting = new Set<DeclaredTable>();
  const put = (table: DeclaredTable) => {
    if (ordered.has(table) || waiting.has(table)) return;
    waiting.add(table);
    for (const key of table.foreignKeys) {
      const other = byName.get(key.table);
      if (other) put(other);
    }
    ordered.add(table);
  };
  for (const table of tables) put(table);
  return [...ordered];
}
