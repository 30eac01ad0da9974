import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Cell, Column } from '../../../core/data-source.ts';
import { formatOf } from '../../value-format.ts';
import { toCell } from './cells.ts';
import { observeKind } from './kinds.ts';
import { quoted } from './names.ts';
import type { ColumnProfile, DeclaredColumn, ProfileOrder } from './protocol.ts';

/** Rows whose values are counted one by one: of larger tables the first so many. */
const countedRows = 50_000;
/** Rows up to which many different values are counted. */
const distinctRows = 200_000;
/** Rows up to which every value is looked at, and the smallest and the largest are looked for. */
const wholeRows = 10_000_000;
/** UTF-16 units of a value that is worth listing. */
const maxLength = 80;

type Read = (sql: string) => SQLOutputValue[];

interface ColumnOrder extends Omit<ProfileOrder, 'columns'> {
  readonly column: DeclaredColumn;
}

/** Looks at the values of one column. Ends early for nothing: whoever orders it sets a time limit. */
export function profileColumn(db: DatabaseSync, order: ColumnOrder): ColumnProfile {
  const read: Read = (sql) => {
    const statement = db.prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    // With setReturnArrays a row is an array; the types know only objects.
    return statement.all().map((row) => (row as unknown as SQLOutputValue[])[0] ?? null);
  };
  const { found, different } = differentValues(read, order);
  const observer = observeKind(order.column.type);
  for (const value of found) observer.see(value);
  const asText = observer.textKind() !== undefined;
  const kind = observer.textKind() ?? observer.kind();
  const range = found.length > 0 && order.rows <= wholeRows ? rangeOf(read, order, kind, found) : undefined;
  const distinct = different ?? countDifferent(read, order);
  const list = found
    .slice(0, order.maxValues)
    .filter((value) => typeof value === 'string')
    .filter((text) => text.length <= maxLength);
  const nullShare = shareOfNull(read, order);
  const format = kind === 'text' ? formatOf(found.filter((value) => typeof value === 'string')) : undefined;
  return {
    kind,
    ...(nullShare !== undefined && { nullShare }),
    ...(format !== undefined && { format }),
    ...(distinct !== undefined && { distinct }),
    ...(asText && { values: { list, complete: different !== undefined && list.length === found.length } }),
    ...(range && { range }),
  };
}

interface Different {
  /** Up to one more than may be listed; the most frequent of the counted rows first. */
  readonly found: readonly SQLOutputValue[];
  /** How many there are; undefined when `found` may lack some. */
  readonly different: number | undefined;
}

function differentValues(read: Read, { table, column, rows, maxValues }: ColumnOrder): Different {
  const name = `t.${quoted(column.name)}`;
  const all = `${quoted(table)} t`;
  const counted = rows <= countedRows ? all : `(SELECT ${name} FROM ${all} LIMIT ${countedRows}) t`;
  const filled = `WHERE ${name} IS NOT NULL`;
  const frequent = read(
    `SELECT ${name}, count(*) FROM ${counted} ${filled} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${maxValues + 1}`,
  );
  if (frequent.length > maxValues) return { found: frequent, different: undefined };
  if (rows <= countedRows) return { found: frequent, different: frequent.length };
  if (rows > wholeRows) return { found: frequent, different: undefined };
  // Ends at once where there are many, and needs no sorting where there are few.
  const each = read(`SELECT DISTINCT ${name} FROM ${all} ${filled} LIMIT ${maxValues + 1}`);
  return {
    found: [...new Set([...frequent, ...each])],
    different: each.length > maxValues ? undefined : each.length,
  };
}

/** Of the rows that are counted one by one. */
function shareOfNull(read: Read, { table, column }: ColumnOrder): number | undefined {
  const some = `(SELECT t.${quoted(column.name)} AS c FROM ${quoted(table)} t LIMIT ${countedRows}) t`;
  const [share] = read(`SELECT avg(t.c IS NULL) FROM ${some}`);
  return typeof share === 'number' ? share : undefined;
}

function countDifferent(read: Read, { table, column, rows }: ColumnOrder): number | undefined {
  if (rows > distinctRows) return undefined;
  return Number(read(`SELECT count(DISTINCT t.${quoted(column.name)}) FROM ${quoted(table)} t`)[0]);
}

function rangeOf(
  read: Read,
  { table, column }: ColumnOrder,
  kind: Column['kind'],
  found: readonly SQLOutputValue[],
): Column['range'] {
  const numbers = kind === 'integer' || kind === 'decimal';
  if (!numbers && kind !== 'date' && kind !== 'datetime') return undefined;
  const name = `t.${quoted(column.name)}`;
  const value = numbers && found.some((one) => typeof one === 'string') ? `CAST(${name} AS NUMERIC)` : name;
  const filled = found.includes('') ? ` WHERE ${name} <> ''` : '';
  // One at a time: with both in one statement SQLite would not use an index.
  const [min = null, max = null] = ['min', 'max']
    .flatMap((end) => read(`SELECT ${end}(${value}) FROM ${quoted(table)} t${filled}`))
    .map(toCell);
  return isEnd(min) && isEnd(max) ? { min, max } : undefined;
}

// Beyond the rows that were counted anything can lie, also a book.
const isEnd = (cell: Cell): cell is number | string =>
  typeof cell === 'number' || (typeof cell === 'string' && cell !== '' && cell.length <= maxLength);
