import type { Cell, ResultSet } from '../../../core/data-source.ts';
import { MagpieError } from '../../../core/errors.ts';
import { shortened } from '../../../render/shortened.ts';
import { type Form, formOf, kindOf, toCell } from './cells.ts';
import type { Connection, Reader } from './connection.ts';

/** UTF-16 units of one column's name. */
const maxName = 200;
/**
 * Bytes that a result may take on its way: cells are cut when they are here. One row can be larger than any result, and the driver
 * keeps it whole.
 */
const maxReceived = 8 * 1024 * 1024;
/** Milliseconds between looks at what has come where it comes through TLS. */
const lookMs = 10;

export interface SelectOrder {
  readonly sql: string;
  readonly maxRows: number;
  readonly maxBytes: number;
  /** Ends what the connection does, and the connection. */
  readonly end: () => Promise<void>;
}

interface Selected {
  readonly result: ResultSet;
  /** There were more rows, and not only longer cells. */
  readonly more: boolean;
}

/** Runs one statement and reads no more of its rows than will be shown. */
export async function select(connection: Connection, order: SelectOrder): Promise<Selected> {
  const began = performance.now();
  const gathered = gather(order);
  const before = connection.received;
  const isTooMuch = () => connection.received - before > maxReceived;
  const flooded = Promise.withResolvers<false>();
  const look = () => {
    if (!isTooMuch()) return;
    // The driver would put together what has come of a row.
    connection.pause();
    flooded.resolve(false);
  };
  const unwatch = connection.onReceived(look);
  const watch = setInterval(look, lookMs);
  try {
    const complete = await Promise.race([
      connection.read(order.sql, {
        fields: gathered.fields,
        row: (row) => !isTooMuch() && gathered.row(row),
      }),
      flooded.promise,
    ]);
    if (!complete) await order.end();
    return { result: gathered.result(complete, performance.now() - began), more: !complete };
  } finally {
    unwatch();
    clearInterval(watch);
  }
}

interface Gathered extends Reader {
  readonly result: (complete: boolean, ms: number) => ResultSet;
}

function gather({ maxRows, maxBytes }: SelectOrder): Gathered {
  let names: readonly string[] = [];
  let forms: readonly Form[] = [];
  const rows: Cell[][] = [];
  let bytes = 0;
  let truncated = false;
  /** Columns of truths that hold something else, too. */
  const numbers = new Set<number>();

  return {
    fields(fields) {
      names = fields.map(({ name }) => shortened(name, maxName));
      forms = fields.map(formOf);
      // The bracket that the list of rows has besides a comma or bracket for each row.
      bytes = Buffer.byteLength(JSON.stringify(names)) + 1;
    },
    row(row) {
      const cells = row.map((value, at) => {
        const { cell, cut } = toCell(value, forms[at] ?? 'bytes');
        truncated ||= cut === true;
        if (cell !== null && cell !== 0 && cell !== 1) numbers.add(at);
        return cell;
      });
      bytes += Buffer.byteLength(JSON.stringify(cells)) + 1;
      const fits = rows.length < maxRows && bytes <= maxBytes;
      if (fits) rows.push(cells);
      return fits;
    },
    result(complete, ms) {
      if (rows.length === 0 && (!complete || bytes > maxBytes)) throw new MagpieError('SQL_TOO_LARGE');
      const truths = forms.map((form, at) => form === 'truth' && !numbers.has(at));
      return {
        columns: names.map((name, at) => {
          const form = forms[at] ?? 'bytes';
          return { name, kind: form === 'truth' && !truths[at] ? 'integer' : kindOf(form) };
        }),
        rows: truths.includes(true)
          ? rows.map((row) => row.map((cell, at) => truth(cell, truths[at])))
          : rows,
        truncated: truncated || !complete,
        ms: Math.round(ms),
      };
    },
  };
}

const truth = (cell: Cell, isTruth: boolean | undefined): Cell =>
  isTruth && cell !== null ? cell === 1 : cell;
