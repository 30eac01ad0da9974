import type { DuckDBConnection } from '@duckdb/node-api';
import readWorkbook, { type Row } from 'read-excel-file/node';
import type { DataFile } from './files.ts';
import { quoted } from './names.ts';
import { sheetColumns } from './sheet-columns.ts';
import { tableNames } from './table-names.ts';
import { unreadable } from './unreadable.ts';

/** Bytes of the file: packed tightly it holds fifty times as much, which is what the child's memory bears. */
const maxBytes = 50_000_000;
/** Of all sheets. */
const maxCells = 5_000_000;

/** A table of each sheet that is not empty; the only one is called like the file. */
export async function loadWorkbook(
  connection: DuckDBConnection,
  { path, bytes, table }: DataFile,
): Promise<void> {
  if (bytes > maxBytes) throw unreadable(path, `a workbook may have ${maxBytes / 1e6} MB`);
  const sheets = (await readWorkbook(path)).filter(({ data }) => data.length > 0);
  let cells = 0;
  for (const { data } of sheets) for (const row of data) cells += row.length;
  if (cells > maxCells) throw unreadable(path, `a workbook may have ${maxCells / 1e6} million cells`);
  if (cells === 0) throw unreadable(path, 'it is empty');
  const names = sheets.length === 1 ? [table] : tableNames(sheets.map(({ sheet }) => `${table} ${sheet}`));
  for (const [at, { data }] of sheets.entries()) await loadSheet(connection, names[at] ?? table, data);
}

async function loadSheet(connection: DuckDBConnection, table: string, data: readonly Row[]): Promise<void> {
  const { columns, rows } = sheetColumns(data);
  const declared = columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ');
  await connection.run(`CREATE TABLE ${quoted(table)} (${declared})`);
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    for (const { at, write } of columns) {
      const cell = row[at] ?? null;
      if (cell === null) appender.appendNull();
      // DuckDB reads each text as the type of its column.
      else appender.appendVarchar(write(cell));
    }
    appender.endRow();
  }
  appender.closeSync();
}
