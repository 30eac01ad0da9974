import { extname } from 'node:path';

/** Files that hold tables, by how they are read. */
export type FileKind = 'csv' | 'json' | 'parquet' | 'xlsx';

const byExtension: ReadonlyMap<string, FileKind> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'csv'],
  ['.json', 'json'],
  ['.ndjson', 'json'],
  ['.jsonl', 'json'],
  ['.parquet', 'parquet'],
  ['.xlsx', 'xlsx'],
]);

/** Undefined for a file that is none of these, as far as its name tells. */
export const fileKind = (path: string): FileKind | undefined => byExtension.get(extname(path).toLowerCase());
