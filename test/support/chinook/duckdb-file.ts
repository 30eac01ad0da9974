import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** Rows of one INSERT. */
const batch = 500;

type Row = readonly SQLOutputValue[];

/** Writes a SQLite database with its keys into a new DuckDB file. */
export async function duckdbFile(sqlite: string, path: string): Promise<void> {
  const from = new DatabaseSync(sqlite, { readOnly: true, returnArrays: true });
  const instance = await DuckDBInstance.create(path);
  const to = await instance.connect();
  try {
    for (const table of inOrder(from)) await copy(from, to, table);
  } finally {
    to.closeSync();
    instance.closeSync();
    from.close();
  }
}

async function copy(from: DatabaseSync, to: DuckDBConnection, table: string): Promise<void> {
  const columns = rowsOf(from, 'SELECT name, type, "notnull" FROM pragma_table_info(?)', table).map(
    ([name, type, required]) => `"${name}" ${typeOf(String(type))}${required ? ' NOT NULL' : ''}`,
  );
  const key = rowsOf(from, 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table);
  const foreign = rowsOf(from, 'SELECT "from", "table", "to" FROM pragma_foreign_key_list(?)', table).map(
    ([column, target, other]) => `FOREIGN KEY ("${column}") REFERENCES "${target}" ("${other}")`,
  );
  const parts = [...columns, `PRIMARY KEY (${key.map(([name]) => `"${name}"`).join(', ')})`, ...foreign];
  await to.run(`CREATE TABLE "${table}" (${parts.join(', ')})`);
  const rows = rowsOf(from, `SELECT * FROM "${table}"`);
  // A row may point to one of the same table, which must be there before.
  const size = foreign.some((each) => each.includes(`REFERENCES "${table}"`)) ? 1 : batch;
  for (let at = 0; at < rows.length; at += size) {
    const values = rows.slice(at, at + size).map((row) => `(${row.map(literal).join(', ')})`);
    await to.run(`INSERT INTO "${table}" VALUES ${values.join(', ')}`);
  }
}

/** Every table after those to which it points. */
function inOrder(from: DatabaseSync): readonly string[] {
  const done = new Set<string>();
  const take = (table: string): void => {
    if (done.has(table)) return;
    for (const [target] of rowsOf(from, 'SELECT "table" FROM pragma_foreign_key_list(?)', table))
      if (target !== table) take(String(target));
    done.add(table);
  };
  for (const [name] of rowsOf(from, "SELECT name FROM sqlite_schema WHERE type = 'table'"))
    take(String(name));
  return [...done];
}

// With returnArrays a row is an array; the types know only objects.
const rowsOf = (from: DatabaseSync, sql: string, ...given: string[]): readonly Row[] =>
  from.prepare(sql).all(...given) as unknown as readonly Row[];

const typeOf = (declared: string): string =>
  declared.startsWith('NVARCHAR') ? 'VARCHAR' : declared === 'DATETIME' ? 'TIMESTAMP' : declared;

const literal = (value: SQLOutputValue): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? 'NULL');
