import type { DuckDBConnection } from '@duckdb/node-api';
import type { Hidden } from '../../../core/data-source.ts';
import { fullName } from '../../../core/full-name.ts';
import { sameName } from '../../guard/cut.ts';
import { findIn, folded, type Read } from './found.ts';
import type { DeclaredTable } from './protocol.ts';
import { declaredType, readTables } from './structure.ts';
import { parse } from './syntax.ts';

/** What an opened database holds, as far as the guard must know it. */
export interface Known {
  readonly tables: readonly DeclaredTable[];
  /** Functions that it defines itself, folded. */
  readonly functions: ReadonlySet<string>;
  /** Enumerations that it defines itself: of each name, folded, how columns of it are declared. */
  readonly enumerations: ReadonlyMap<string, readonly string[]>;
  /** The table that is meant; undefined where there is none. */
  find(read: Read): DeclaredTable | undefined;
  /** Whether a view shows, on whatever way, a table of which something is hidden. */
  showsHidden(view: DeclaredTable, hidden: readonly Hidden[]): boolean;
}

export async function readKnown(connection: DuckDBConnection, viewsAreTables: boolean): Promise<Known> {
  const rows = async (sql: string) =>
    (await connection.runAndReadAll(sql)).getRows().map((row) => row.map(String));
  const tables = await readTables(connection, viewsAreTables);
  const [[database = ''] = []] = await rows('SELECT current_database()');
  const functions = new Set(
    (await rows('SELECT function_name FROM duckdb_functions() WHERE NOT internal')).map(([name = '']) =>
      folded(name),
    ),
  );
  const enumerations = Map.groupBy(
    await rows(`SELECT type_name, 'ENUM(' || array_to_string(list_transform(labels, l -> '''' || replace(l, '''', '''''') || ''''), ', ') || ')'
      FROM duckdb_types() WHERE NOT internal AND logical_type = 'ENUM'`),
    ([name = '']) => folded(name),
  );
  const find = ({ catalog, schema, name }: Read): DeclaredTable | undefined => {
    if (catalog !== undefined && !sameName(catalog, database)) return undefined;
    const inSchema = (wanted: string) =>
      tables.find((one) => sameName(one.name, name) && sameName(one.schema ?? 'main', wanted));
    const found = inSchema(schema ?? 'main');
    // `shop.users` may also say the database.
    return (
      found ??
      (catalog === undefined && schema !== undefined && sameName(schema, database)
        ? inSchema('main')
        : undefined)
    );
  };

  const reads = new Map<string, readonly Read[] | undefined>();
  const views = viewsAreTables
    ? []
    : await rows(
        'SELECT schema_name, view_name, sql FROM duckdb_views() WHERE NOT internal AND database_name = current_database()',
      );
  for (const [schema = '', name = '', sql = ''] of views) {
    reads.set(viewKey(schema, name), await readBy(connection, sql, functions));
  }
  const shows = (
    table: DeclaredTable,
    hidden: readonly Hidden[],
    on: ReadonlySet<DeclaredTable>,
  ): boolean => {
    if (hidden.some((one) => sameName(one.table, fullName(table)))) return true;
    const key = viewKey(table.schema ?? 'main', table.name);
    if (!reads.has(key) || on.has(table)) return false;
    const read = reads.get(key)?.map((one) => find({ schema: table.schema ?? 'main', ...one }) ?? find(one));
    // What we do not understand may show anything.
    if (!read?.every((one) => one !== undefined)) return true;
    return read.some((one) => shows(one, hidden, new Set([...on, table])));
  };
  return {
    tables,
    functions,
    enumerations: new Map(
      [...enumerations].map(([name, kept]) => [name, kept.map(([, type = '']) => declaredType(type))]),
    ),
    find,
    showsHidden: (view, hidden) =>
      hidden.length > 0 &&
      reads.has(viewKey(view.schema ?? 'main', view.name)) &&
      shows(view, hidden, new Set()),
  };
}

const viewKey = (schema: string, name: string): string => JSON.stringify([schema, name]);

const name = String.raw`(?:"(?:[^"]|"")*"|[^\s".(]+)`;
/** As DuckDB keeps it: `CREATE VIEW staff."old ones" (a, b) AS SELECT ...;` */
const declaration = new RegExp(
  String.raw`^CREATE VIEW (?:${name}\.)*${name}\s*(?:\((?:${name}|[\s,])*\))? AS `,
);

/** The tables that a view names; undefined where its declaration is not understood. */
async function readBy(
  connection: DuckDBConnection,
  sql: string,
  ownFunctions: ReadonlySet<string>,
): Promise<readonly Read[] | undefined> {
  const [head] = declaration.exec(sql) ?? [];
  if (head === undefined) return undefined;
  const parsed = await parse(connection, sql.slice(head.length));
  if (parsed.kind !== 'selects' || !parsed.statements[0]) return undefined;
  const { tables, tableFunctions, functions, unknown } = findIn(parsed.statements[0]);
  const own = [...functions, ...tableFunctions].some((one) => ownFunctions.has(one.name));
  const byName = tableFunctions.some((one) => /^query/.test(one.name));
  return own || byName || unknown !== undefined ? undefined : tables;
}
