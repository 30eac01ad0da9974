import type { SQLOutputValue } from 'node:sqlite';
import type { Cell, ResultSet } from '../../core/data-source.ts';
import { MagpieError } from '../../core/errors.ts';
import { toCell } from './cells.ts';
import type { Guard } from './guard.ts';
import { kindOf } from './kinds.ts';
import { asSqlError } from './sql-error.ts';

/** Characters of one cell. */
const maxCell = 8_000;

export interface SelectOrder {
  readonly sql: string;
  readonly maxRows: number;
  readonly maxBytes: number;
}

/** Runs one statement under the guard, and reads no more of its rows than will be shown. */
export function select(guard: Guard, { sql, maxRows, maxBytes }: SelectOrder): ResultSet {
  const began = performance.now();
  const inspected = guard.inspect(sql);
  if (inspected.kind === 'refused') {
    throw new MagpieError(inspected.by === 'guard' ? 'SQL_REFUSED' : 'SQL_FAILED', { why: inspected.why });
  }
  const { statement } = inspected;
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const columns = statement.columns();
  const values: SQLOutputValue[][] = columns.map(() => []);
  const rows: Cell[][] = [];
  // The bracket that a list has besides a comma or bracket for each row.
  let bytes = 1;
  let truncated = false;
  try {
    // With setReturnArrays a row is an array; the types know only objects.
    for (const row of statement.iterate() as Iterable<unknown> as Iterable<SQLOutputValue[]>) {
      const cells = row.map(toCell).map((cell) => {
        if (typeof cell !== 'string' || cell.length <= maxCell) return cell;
        truncated = true;
        return shortened(cell);
      });
      bytes += Buffer.byteLength(JSON.stringify(cells)) + 1;
      if (rows.length === maxRows || bytes > maxBytes) {
        truncated = true;
        break;
      }
      for (const [at, value] of row.entries()) values[at]?.push(value);
      rows.push(cells);
    }
  } catch (error) {
    throw asSqlError(error);
  }
  if (rows.length === 0 && bytes > maxBytes) throw new MagpieError('SQL_TOO_LARGE');

  const kinds = columns.map(({ type }, at) => kindOf(type, values[at] ?? []));
  return {
    columns: columns.map(({ name }, at) => ({ name, kind: kinds[at] ?? 'other' })),
    rows: rows.map((row) =>
      row.map((cell, at) => (kinds[at] === 'boolean' && cell !== null ? cell === 1 : cell)),
    ),
    truncated,
    ms: Math.round(performance.now() - began),
  };
}

/** Never cuts a surrogate pair in two. */
const shortened = (text: string) => `${text.slice(0, maxCell).replace(/[\uD800-\uDBFF]$/, '')}…`;
