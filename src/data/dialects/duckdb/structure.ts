import type { DuckDBConnection } from '@duckdb/node-api';
import type { ForeignKey, Table } from '../../../core/data-source.ts';
import { shortened } from '../../../render/shortened.ts';
import { columnsNamedIn } from '../../guard/names-in.ts';
import { typeKind } from './kinds.ts';
import type { DeclaredColumn, DeclaredTable } from './protocol.ts';

/** UTF-16 units. Nobody types a longer name, or reads more of a type or a comment. */
const maxName = 200;
const maxType = 200;
const maxComment = 500;
/** Of all tables: those that come after them are left out. */
const maxColumns = 50_000;

/** Tables and views of the database, in the order of their making; those of the schema main need no schema. */
export async function readTables(
  connection: DuckDBConnection,
  viewsAreTables: boolean,
): Promise<readonly DeclaredTable[]> {
  const read = async <Row>(sql: string): Promise<readonly Row[]> =>
    // The columns are those of the statements below.
    (await connection.runAndReadAll(sql)).getRowObjectsJS() as unknown as readonly Row[];
  const own = `database_name = current_database() AND NOT internal`;
  const named = await read<NamedRow>(`
    SELECT schema_name AS schema, table_name AS name, 'table' AS kind, comment, table_oid AS oid
    FROM duckdb_tables() WHERE ${own} AND NOT temporary
    UNION ALL
    SELECT schema_name, view_name, 'view', comment, view_oid FROM duckdb_views() WHERE ${own} AND NOT temporary
    ORDER BY oid`);
  const columns = await read<ColumnRow>(`
    SELECT schema_name AS schema, table_name AS table, column_name AS name, data_type AS type, is_nullable AS nullable, comment,
      column_default AS expression
    FROM duckdb_columns() WHERE ${own} ORDER BY table_oid, column_index LIMIT ${maxColumns}`);
  const keys = await read<KeyRow>(`
    SELECT schema_name AS schema, table_name AS table, constraint_type AS kind, constraint_column_names AS columns,
      referenced_table AS target, referenced_column_names AS references
    FROM duckdb_constraints()
    WHERE database_name = current_database() AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY') ORDER BY constraint_index`);
  const columnsOf = Map.groupBy(columns, keyOf);
  const keysOf = Map.groupBy(keys, keyOf);
  return named.flatMap(({ schema, name, kind, comment }) => {
    const key = keyOf({ schema, table: name });
    const all = columnsOf.get(key) ?? [];
    const names = all.map((column) => column.name);
    const own = all.filter((column) => isShort(column.name)).map((column) => declared(column, names));
    if (!isShort(name) || !isShort(schema) || own.length === 0) return [];
    const constraints = keysOf.get(key) ?? [];
    return [
      {
        name,
        ...(schema !== 'main' && { schema }),
        kind: viewsAreTables ? 'table' : kind,
        ...(comment && { comment: shortened(comment, maxComment) }),
        columns: own,
        primaryKey: constraints.find((one) => one.kind === 'PRIMARY KEY')?.columns ?? [],
        foreignKeys: constraints.flatMap((one) => foreignKey(one)),
      },
    ];
  });
}

interface NamedRow {
  readonly schema: string;
  readonly name: string;
  readonly kind: Table['kind'];
  readonly comment: string | null;
}

interface ColumnRow {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly comment: string | null;
  /** What it is generated from, or its default, which names no column. */
  readonly expression: string | null;
}

interface KeyRow {
  readonly schema: string;
  readonly table: string;
  readonly kind: 'PRIMARY KEY' | 'FOREIGN KEY';
  readonly columns: readonly string[];
  readonly target: string | null;
  readonly references: readonly string[];
}

/** As it stands in a declared column. */
export const declaredType = (type: string): string => shortened(type, maxType);

const isShort = (name: string): boolean => name.length <= maxName;

const keyOf = ({ schema, table }: { readonly schema: string; readonly table: string }): string =>
  JSON.stringify([schema, table]);

function declared(
  { name, type, nullable, comment, expression }: ColumnRow,
  all: readonly string[],
): DeclaredColumn {
  const generatedFrom = columnsNamedIn(expression ?? '', all);
  return {
    name,
    type: declaredType(type),
    kind: typeKind(type),
    nullable,
    ...(comment && { comment: shortened(comment, maxComment) }),
    ...(generatedFrom.length > 0 && { generatedFrom }),
  };
}

/** DuckDB allows them within a schema only. */
const foreignKey = ({ schema, kind, columns, target, references }: KeyRow): readonly ForeignKey[] =>
  kind === 'FOREIGN KEY' && target
    ? [{ columns, table: schema === 'main' ? target : `${schema}.${target}`, references }]
    : [];
