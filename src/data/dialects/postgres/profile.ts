import { escapeIdentifier } from 'pg';
import type { Cell, Column } from '../../../core/data-source.ts';
import { run } from './run.ts';
import type { Session } from './server.ts';
import type { StructureColumn, StructureTable } from './structure.ts';

/** Rows that are looked at: of larger tables so many from pages all over it. */
const sampledRows = 50_000;
/** Rows up to which they are counted, and up to which the smallest and the largest value are looked for. */
const countedRows = 1_000_000;
const rangedRows = 10_000_000;
/** UTF-16 units of a value that is worth listing. */
const maxLength = 80;
const maxBytes = 8 * 1024 * 1024;

/** Undefined when it would take too long, or cannot be done. */
export type Look = <T>(work: (session: Session) => Promise<T>) => Promise<T | undefined>;

export type ColumnProfile = Pick<Column, 'distinct' | 'values' | 'range' | 'nullShare'>;

export interface TableProfile {
  readonly rows?: number;
  /** In the order of the table's columns; empty when nothing could be seen. */
  readonly columns: readonly ColumnProfile[];
}

interface ProfileOptions {
  readonly look: Look;
  readonly defaultSchema: string | undefined;
  /** At most so many values are listed. */
  readonly maxValues: number;
}

/** What the rows of a table say of its columns. */
export async function profileTable(table: StructureTable, options: ProfileOptions): Promise<TableProfile> {
  const { look, defaultSchema, maxValues } = options;
  const from = [table.schema ?? defaultSchema ?? [], table.name].flat().map(escapeIdentifier).join('.');
  const rows =
    table.rows <= countedRows
      ? await look((session) => numberOf(session, `SELECT count(*) FROM ${from}`))
      : table.rows;
  if (rows === undefined) return { columns: [] };
  const whole = rows <= sampledRows;
  const share = Math.min(100, (200 * sampledRows) / rows);
  const sample = whole
    ? from
    : `(SELECT * FROM ${from} ${table.sampled ? `TABLESAMPLE system (${share})` : ''} LIMIT ${sampledRows}) s`;
  const selected = whole ? from : sample.replace('*', listed(table.columns));
  const counted = await look((session) => countAll(session, selected, table.columns));
  if (!counted) return { rows, columns: [] };
  const ranges =
    rows <= rangedRows ? await look((session) => rangesOf(session, from, table.columns)) : undefined;
  const values = await look((session) => valuesOf(session, selected, table.columns, maxValues));
  const columns = table.columns.map((_, at): ColumnProfile => {
    const { seen, filled, distinct } = counted[at] ?? { seen: 0, filled: 0, distinct: undefined };
    const list = values?.get(at);
    const range = ranges?.get(at);
    return {
      ...(seen > 0 && { nullShare: (seen - filled) / seen }),
      ...(whole && distinct !== undefined && { distinct }),
      ...(list && { values: { list, complete: whole && list.length === distinct } }),
      ...(range && { range }),
    };
  });
  return { rows, columns };
}

const listed = (columns: readonly StructureColumn[]): string =>
  columns.map(({ name }) => escapeIdentifier(name)).join(', ');

interface Counted {
  readonly seen: number;
  readonly filled: number;
  readonly distinct: number | undefined;
}

/** Two or three numbers a column: a statement has at most 1,664 of them. */
const atOnce = 400;

async function countAll(
  session: Session,
  from: string,
  columns: readonly StructureColumn[],
): Promise<readonly Counted[]> {
  const counted: Counted[] = [];
  for (let first = 0; first < columns.length; first += atOnce) {
    const some = columns.slice(first, first + atOnce);
    const numbers = some.map((column) => {
      const name = escapeIdentifier(column.name);
      return `count(${name}), ${isCounted(column) ? `count(DISTINCT ${name})` : 'NULL::bigint'}`;
    });
    const cells = await rowOf(session, `SELECT count(*), ${numbers.join(', ')} FROM ${from}`);
    const [seen = 0] = cells.map(Number);
    for (const [at] of some.entries()) {
      const distinct = cells[2 + 2 * at];
      counted.push({
        seen,
        filled: Number(cells[1 + 2 * at]),
        distinct: typeof distinct === 'number' ? distinct : undefined,
      });
    }
  }
  return counted;
}

const isRanged = ({ kind }: StructureColumn): boolean =>
  kind === 'integer' || kind === 'decimal' || kind === 'date' || kind === 'datetime';

/** JSON has no equality, and its values are no words. */
const isListed = ({ kind, type }: StructureColumn): boolean => kind === 'text' && !/^(json|uuid)/.test(type);

const isCounted = (column: StructureColumn): boolean =>
  isRanged(column) || isListed(column) || column.kind === 'boolean';

async function rangesOf(
  session: Session,
  from: string,
  columns: readonly StructureColumn[],
): Promise<ReadonlyMap<number, NonNullable<Column['range']>>> {
  const ranged = [...columns.entries()].filter(([, column]) => isRanged(column)).slice(0, atOnce);
  const ends = ranged.map(([, { name }]) => `min(${escapeIdentifier(name)}), max(${escapeIdentifier(name)})`);
  if (ends.length === 0) return new Map();
  const cells = await rowOf(session, `SELECT ${ends.join(', ')} FROM ${from}`);
  return new Map(
    ranged.flatMap(([at], index) => {
      const [min = null, max = null] = cells.slice(2 * index, 2 * index + 2);
      return isEnd(min) && isEnd(max) ? [[at, { min, max }] as const] : [];
    }),
  );
}

const isEnd = (cell: Cell): cell is number | string => typeof cell === 'number' || typeof cell === 'string';

/** Most frequent first. */
async function valuesOf(
  session: Session,
  from: string,
  columns: readonly StructureColumn[],
  maxValues: number,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const found = new Map<number, string[]>();
  for (const [at, column] of columns.entries()) {
    if (!isListed(column) || column.enumeration || maxValues === 0) continue;
    const name = escapeIdentifier(column.name);
    const { rows } = await run(session, {
      sql: `SELECT ${name}::text, count(*) FROM ${from} WHERE ${name} IS NOT NULL AND length(${name}::text) <= ${maxLength}
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${maxValues}`,
      maxRows: maxValues,
      maxBytes,
    });
    found.set(
      at,
      rows.map(([value]) => String(value)),
    );
  }
  return found;
}

async function rowOf(session: Session, sql: string): Promise<readonly Cell[]> {
  const { rows } = await run(session, { sql, maxRows: 1, maxBytes });
  return rows[0] ?? [];
}

const numberOf = async (session: Session, sql: string): Promise<number> =>
  Number((await rowOf(session, sql))[0] ?? 0);
