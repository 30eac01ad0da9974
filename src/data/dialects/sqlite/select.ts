import type { SQLOutputValue } from 'node:sqlite';
import type { Cell, ResultSet, ValueKind } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { toCell } from './cells.ts';
import { observeKind } from './kinds.ts';
import type { Session } from './session.ts';
import { told } from './sql-error.ts';

/** UTF-16 units of one cell, and of one column's name. */
const maxCell = 8_000;
const maxName = 200;

export interface SelectOrder {
  readonly sql: string;
  readonly maxRows: number;
  readonly maxBytes: number;
}

/** Runs one statement under the guard, and reads no more of its rows than will be shown. */
export function select(
  { guard, plan }: Pick<Session, 'guard' | 'plan'>,
  { sql, maxRows, maxBytes }: SelectOrder,
): ResultSet {
  const began = performance.now();
  const inspected = guard.inspect(sql);
  if (inspected.kind === 'refused') {
    const why = told(inspected.why);
    throw new MagpieError(inspected.by === 'guard' ? 'SQL_REFUSED' : 'SQL_FAILED', { why });
  }
  const { statement } = inspected;
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const columns = statement.columns();
  const names = columns.map(({ name }) => shortened(name, maxName));
  const observers = columns.map(({ type }) => observeKind(type));
  const rows: Cell[][] = [];
  // The bracket that the list of rows has besides a comma or bracket for each row.
  let bytes = Buffer.byteLength(JSON.stringify(names)) + 1;
  let truncated = false;
  // With setReturnArrays a row is an array; the types know only objects.
  for (const row of statement.iterate() as Iterable<unknown> as Iterable<SQLOutputValue[]>) {
    const cells = row.map(toCell).map((cell) => {
      if (typeof cell !== 'string' || cell.length <= maxCell) return cell;
      truncated = true;
      return shortened(cell, maxCell);
    });
    bytes += Buffer.byteLength(JSON.stringify(cells)) + 1;
    if (rows.length === maxRows || bytes > maxBytes) {
      truncated = true;
      break;
    }
    for (const [at, value] of row.entries()) observers[at]?.see(value);
    rows.push(cells);
  }
  if (rows.length === 0 && bytes > maxBytes) throw new MagpieError('SQL_TOO_LARGE');

  const ms = Math.round(performance.now() - began);
  const about = truncated ? plan(inspected.sql)?.result : undefined;
  const kinds = observers.map((observer) => observer.kind());
  return {
    columns: names.map((name, at) => ({ name, kind: kinds[at] ?? 'other' })),
    rows: kinds.includes('boolean') ? rows.map((row) => row.map((cell, at) => truth(cell, kinds[at]))) : rows,
    truncated,
    ...(about !== undefined && about > rows.length && { about }),
    ms,
  };
}

const truth = (cell: Cell, kind?: ValueKind): Cell =>
  kind === 'boolean' && (cell === 0 || cell === 1) ? cell === 1 : cell;
