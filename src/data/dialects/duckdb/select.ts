import type { DuckDBConnection } from '@duckdb/node-api';
import type { Cell, ResultSet } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { toCell } from './cells.ts';
import { typeKind } from './kinds.ts';
import { rowsOfResult } from './plan.ts';
import { reading } from './run.ts';

/** UTF-16 units of one cell, and of one column's name. */
const maxCell = 8_000;
const maxName = 200;

export interface SelectOrder {
  readonly sql: string;
  /** It is a PIVOT that makes a type first. */
  readonly several: boolean;
  readonly maxRows: number;
  readonly maxBytes: number;
}

/** Runs one statement that was checked, and reads no more of its rows than will be shown. */
export async function select(
  connection: DuckDBConnection,
  { sql, several, maxRows, maxBytes }: SelectOrder,
): Promise<ResultSet> {
  const began = performance.now();
  const result = await reading(connection, sql, async (result) => {
    const names = result.columnNames().map((name) => shortened(name, maxName));
    const types = result.columnTypes();
    const rows: Cell[][] = [];
    // The bracket that the list of rows has besides a comma or bracket for each row.
    let bytes = Buffer.byteLength(JSON.stringify(names)) + 1;
    let truncated = false;
    const isFull = (row: readonly Cell[]) => {
      bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
      return rows.length === maxRows || bytes > maxBytes;
    };
    read: for await (const some of result.yieldRows()) {
      for (const row of some) {
        const cells = row.map(toCell).map((cell) => {
          if (typeof cell !== 'string' || cell.length <= maxCell) return cell;
          truncated = true;
          return shortened(cell, maxCell);
        });
        if (isFull(cells)) {
          truncated = true;
          break read;
        }
        rows.push(cells);
      }
    }
    if (rows.length === 0 && bytes > maxBytes) throw new MagpieError('SQL_TOO_LARGE');
    return {
      columns: names.map((name, at) => ({ name, kind: typeKind(String(types[at])) })),
      rows,
      truncated,
      ms: Math.round(performance.now() - began),
    };
  });
  if (result.rows.length < maxRows || !result.truncated || several) return result;
  const about = await rowsOfResult(connection, sql);
  return about !== undefined && about > maxRows ? { ...result, about } : result;
}
