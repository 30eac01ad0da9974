import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { MagpieError } from '../../../core/errors.ts';
import { readCsv } from './csv.ts';
import type { FileKind } from './file-kind.ts';
import type { DataFile } from './files.ts';
import { readJson } from './json.ts';
import { quoted } from './names.ts';
import { readParquet } from './parquet.ts';
import { unreadable } from './unreadable.ts';
import { loadWorkbook } from './workbook.ts';

/** Rows of our own question. */
type AskEngine = (sql: string) => Promise<readonly (readonly DuckDBValue[])[]>;

/** What stands behind FROM to read this file. `whole`: every value may be looked at to tell its type. */
export type Reader = (
  file: DataFile,
  means: { readonly ask: AskEngine; readonly whole: boolean },
) => Promise<string>;

const readers: { readonly [K in Exclude<FileKind, 'xlsx'>]: Reader } = {
  csv: readCsv,
  json: readJson,
  parquet: readParquet,
};

/** The share of the memory that files may take as text when they are kept in it; they take about twice as much there. */
const keptShare = 1 / 8;

/** DuckDB would read every file that such a path fits, also those of somebody else. */
const pattern = /[*?[]/;

/**
 * Makes a table of each file, and gives the paths of those that stay files: Parquet, which is made for it, and texts that are too
 * large for the memory. Rejects with FILE_UNREADABLE.
 */
export async function load(
  connection: DuckDBConnection,
  files: readonly DataFile[],
  maxMemory: number,
): Promise<readonly string[]> {
  const ask: AskEngine = async (sql) => (await connection.runAndReadAll(sql)).getRows();
  const stay: string[] = [];
  let room = maxMemory * keptShare;
  for (const file of files) {
    try {
      if (file.kind === 'xlsx') {
        await loadWorkbook(connection, file);
        continue;
      }
      if (pattern.test(file.path)) throw unreadable(file.path, 'its path may not hold any of * ? [');
      const kept = file.kind !== 'parquet' && file.bytes <= room;
      const from = await readers[file.kind](file, { ask, whole: kept });
      await ask(`CREATE ${kept ? 'TABLE' : 'VIEW'} ${quoted(file.table)} AS FROM ${from}`);
      if (kept) room -= file.bytes;
      else stay.push(file.path);
    } catch (error) {
      throw error instanceof MagpieError ? error : unreadable(file.path, error);
    }
  }
  return stay;
}
