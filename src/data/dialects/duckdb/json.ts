import { closeSync, openSync, readSync } from 'node:fs';
import type { Reader } from './load.ts';
import { literal } from './names.ts';
import { unreadable } from './unreadable.ts';

const mark = Buffer.from('\u{feff}');

/** An array of records, or one record after the other. */
export const readJson: Reader = async ({ path, bytes }, { whole }) => {
  if (bytes === 0) throw unreadable(path, 'it is empty');
  // DuckDB takes a byte order mark for a record, unless it is told what to expect.
  const format = beginsWithMark(path) ? ["format = 'array'"] : [];
  return `read_json(${[literal(path), ...format, ...(whole ? ['sample_size = -1'] : [])].join(', ')})`;
};

function beginsWithMark(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(mark.length);
    readSync(file, buffer, 0, mark.length, 0);
    return buffer.equals(mark);
  } finally {
    closeSync(file);
  }
}
