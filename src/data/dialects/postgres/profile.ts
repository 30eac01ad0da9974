import { escapeIdentifier } from 'pg';
import type { Cell, Column } from '../../../core/data-source.ts';
import { formatOf } from '../../value-format.ts';
import { run } from './run.ts';
import type { Session } from './server.ts';
import type { StructureColumn } from './structure.ts';

/** UTF-16 units of a value that is worth listing. */
const maxLength = 80;
const maxBytes = 8 * 1024 * 1024;
/** Four numbers a column: a statement has at most 1,664 of them. */
const atOnce = 400;

export type ColumnProfile = Pick<Column, 'distinct' | 'values' | 'range' | 'nullShare' | 'format'>;

/** What a look at rows finds; `range` and `distinct` only where they are wanted and can be had. */
interface Numbers {
  readonly seen: number;
  readonly filled: number;
  readonly distinct: number | undefined;
  readonly range: Column['range'];
}

export interface Rows {
  /** A table, or a part of one, as it stands behind FROM. */
  readonly from: string;
  readonly columns: readonly StructureColumn[];
}

/** How many rows there are, and what the values of each column are. Of a part nothing is claimed that the rest could belie. */
export async function profileRows(
  session: Session,
  rows: Rows,
  { whole, maxValues }: { readonly whole: boolean; readonly maxValues: number },
): Promise<{ readonly rows: number; readonly columns: readonly ColumnProfile[] }> {
  const numbers = await numbersOf(session, rows, { ranges: whole });
  const values = await valuesOf(session, rows, maxValues);
  const columns = numbers.map(({ seen, filled, distinct, range }, at): ColumnProfile => {
    const list = values.get(at);
    const format = list && formatOf(list);
    return {
      ...(seen > 0 && { nullShare: (seen - filled) / seen }),
      ...(whole && distinct !== undefined && { distinct }),
      ...(list && { values: { list, complete: whole && list.length === distinct } }),
      ...(range && { range }),
      ...(format !== undefined && { format }),
    };
  });
  return { rows: numbers[0]?.seen ?? 0, columns };
}

/** Smallest and largest values, in the order of the columns. */
export async function rangesOf(session: Session, rows: Rows): Promise<readonly Column['range'][]> {
  const ends = rows.columns.filter(isRanged).slice(0, atOnce);
  if (ends.length === 0) return [];
  const cells = await rowOf(session, `SELECT ${ends.map(endsOf).join(', ')} FROM ${rows.from}`);
  const found = new Map(ends.map((column, at) => [column, rangeFrom(cells.slice(2 * at, 2 * at + 2))]));
  return rows.columns.map((column) => found.get(column));
}

async function numbersOf(
  session: Session,
  { from, columns }: Rows,
  { ranges }: { readonly ranges: boolean },
): Promise<readonly Numbers[]> {
  const numbers: Numbers[] = [];
  for (let first = 0; first < columns.length; first += atOnce) {
    const some = columns.slice(first, first + atOnce);
    const wanted = some.map((column) => {
      const name = escapeIdentifier(column.name);
      const distinct = isCounted(column) ? `count(DISTINCT ${name})` : 'NULL::bigint';
      return `count(${name}), ${distinct}, ${ranges && isRanged(column) ? endsOf(column) : 'NULL, NULL'}`;
    });
    const cells = await rowOf(session, `SELECT count(*), ${wanted.join(', ')} FROM ${from}`);
    for (const [at] of some.entries()) {
      const [filled, distinct, ...ends] = cells.slice(1 + 4 * at, 5 + 4 * at);
      numbers.push({
        seen: Number(cells[0]),
        filled: Number(filled),
        distinct: typeof distinct === 'number' ? distinct : undefined,
        range: rangeFrom(ends),
      });
    }
  }
  return numbers;
}

const endsOf = ({ name }: StructureColumn): string =>
  `min(${escapeIdentifier(name)}), max(${escapeIdentifier(name)})`;

function rangeFrom([min = null, max = null]: readonly Cell[]): Column['range'] {
  return isEnd(min) && isEnd(max) ? { min, max } : undefined;
}

const isEnd = (cell: Cell): cell is number | string => typeof cell === 'number' || typeof cell === 'string';

const isRanged = ({ kind }: StructureColumn): boolean =>
  kind === 'integer' || kind === 'decimal' || kind === 'date' || kind === 'datetime';

/** JSON has no equality, and its values are no words. */
const isListed = ({ kind, type }: StructureColumn): boolean => kind === 'text' && !/^(json|uuid)/.test(type);

const isCounted = (column: StructureColumn): boolean =>
  isRanged(column) || isListed(column) || column.kind === 'boolean';

/** By the place of the column; most frequent first. */
async function valuesOf(
  session: Session,
  { from, columns }: Rows,
  maxValues: number,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const listed = [...columns.entries()].filter(([, column]) => isListed(column) && !column.enumeration);
  if (maxValues === 0 || listed.length === 0) return new Map();
  const each = listed.map(([at, column]) => {
    const name = escapeIdentifier(column.name);
    return `(SELECT ${at} AS place, ${name}::text AS value, count(*) AS times FROM ${from}
      WHERE length(${name}::text) <= ${maxLength} GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${maxValues})`;
  });
  const { rows } = await run(session, {
    sql: `SELECT * FROM (${each.join(' UNION ALL ')}) AS found ORDER BY place, times DESC, value`,
    maxRows: Number.POSITIVE_INFINITY,
    maxBytes,
  });
  const found = Map.groupBy(rows, ([at]) => Number(at));
  return new Map(listed.map(([at]) => [at, (found.get(at) ?? []).map(([, value]) => String(value))]));
}

async function rowOf(session: Session, sql: string): Promise<readonly Cell[]> {
  const { rows } = await run(session, { sql, maxRows: 1, maxBytes });
  return rows[0] ?? [];
}
