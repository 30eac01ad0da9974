import type { FieldDef } from 'pg';
import type { Cell, ResultSet } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { toCell } from './cells.ts';
import { explain } from './explain.ts';
import { kindOf } from './kinds.ts';
import type { Session } from './server.ts';

/** UTF-16 units of one cell, and of one column's name. */
const maxCell = 8_000;
const maxName = 200;

export interface Order {
  readonly sql: string;
  readonly maxRows: number;
  readonly maxBytes: number;
}

/** Runs one statement, and reads no more of its rows than will be shown. Below the guard: what is run here was judged before. */
export async function run(session: Session, { sql, maxRows, maxBytes }: Order): Promise<ResultSet> {
  const began = performance.now();
  let fields: readonly FieldDef[] = [];
  let names: readonly string[] = [];
  const rows: Cell[][] = [];
  let bytes = 0;
  let more = false;
  let shortenedCell = false;
  await session.read(sql, {
    columns(described) {
      fields = described;
      names = fields.map(({ name }) => shortened(name, maxName));
      // The bracket that the list of rows has besides a comma or bracket for each row.
      bytes = Buffer.byteLength(JSON.stringify(names)) + 1;
    },
    row(raw) {
      const cells = raw.map((text, at) => {
        const cell = toCell(text, fields[at]?.dataTypeID ?? 0);
        if (typeof cell !== 'string' || cell.length <= maxCell) return cell;
        shortenedCell = true;
        return shortened(cell, maxCell);
      });
      bytes += Buffer.byteLength(JSON.stringify(cells)) + 1;
      more = rows.length === maxRows || bytes > maxBytes;
      if (!more) rows.push(cells);
      return !more;
    },
  });
  if (rows.length === 0 && bytes > maxBytes) throw new MagpieError('SQL_TOO_LARGE');
  const ms = Math.round(performance.now() - began);
  const about = more ? Math.max((await explain(session, sql)).planRows, rows.length + 1) : undefined;
  return {
    columns: fields.map(({ dataTypeID }, at) => ({ name: names[at] ?? '', kind: kindOf(dataTypeID) })),
    rows,
    truncated: more || shortenedCell,
    ...(about !== undefined && { about }),
    ms,
  };
}
