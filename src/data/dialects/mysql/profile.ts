import type { Cell, Column, ValueKind } from '../../../core/data-source.ts';
import { formatOf } from '../../value-format.ts';
import { observeTexts } from '../../value-kinds.ts';
import type { Connection } from './connection.ts';
import { quoted } from './names.ts';
import type { DeclaredColumn, DeclaredTable } from './structure.ts';

/** Rows up to which every value is looked at; of larger tables the first so many. */
const wholeRows = 50_000;
/** UTF-16 units of a value that is worth listing. */
const maxLength = 80;

export interface Profiled {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** What all rows of a small table say, or the first rows of a large one. One question for the table and one for each text. */
export async function profileTable(
  connection: Connection,
  { name, columns, rows }: DeclaredTable,
  maxValues: number,
): Promise<Profiled> {
  const whole = rows <= wholeRows;
  const all = quoted(name);
  const from = whole ? all : `(SELECT * FROM ${all} LIMIT ${wholeRows}) t`;
  const aggregates = columns.flatMap((column) => aggregatesOf(column));
  const [row = []] = await connection.ask(`SELECT ${['COUNT(*)', ...aggregates].join(', ')} FROM ${from}`);
  const seen = Number(row[0]);
  const profiled: Column[] = [];
  for (const [at, column] of columns.entries()) {
    const [filled, distinct, min, max] = row.slice(1 + 4 * at, 5 + 4 * at);
    const { indexed, options, ...declared } = column;
    const nullShare = seen > 0 ? 1 - Number(filled) / seen : undefined;
    const values = isListed(column) ? await valuesOf(connection, column, from, maxValues, whole) : undefined;
    const kind = values ? values.kind : column.kind;
    const ends = whole || !indexed ? [min, max] : await endsOf(connection, column, all);
    const range = whole || indexed ? rangeOf(ends, kind) : undefined;
    profiled.push({
      ...declared,
      kind,
      ...(whole && distinct !== null && distinct !== undefined && { distinct: Number(distinct) }),
      ...(nullShare !== undefined && { nullShare }),
      ...(values && { values: { list: values.list, complete: values.complete } }),
      ...(options && !values?.complete && { values: { list: options.slice(0, maxValues), complete: true } }),
      ...(range && { range }),
      ...(values?.format !== undefined && { format: values.format }),
    });
  }
  return { rows: whole ? seen : rows, columns: profiled };
}

const isComparable = ({ kind }: DeclaredColumn): boolean =>
  kind === 'integer' || kind === 'decimal' || kind === 'date' || kind === 'datetime';

const isListed = ({ kind, type }: DeclaredColumn): boolean =>
  kind === 'text' && !/^(json|longtext|mediumtext)/i.test(type);

/** How many are filled, how many are different, the smallest and the largest. */
function aggregatesOf(column: DeclaredColumn): readonly string[] {
  const name = quoted(column.name);
  const counted = column.kind !== 'other' && !/^(json|longtext|mediumtext)/i.test(column.type);
  return [
    `COUNT(${name})`,
    counted ? `COUNT(DISTINCT ${name})` : 'NULL',
    ...(isComparable(column) ? [`MIN(${name})`, `MAX(${name})`] : ['NULL', 'NULL']),
  ];
}

/** By an index at each end, which one question for both would not use. */
async function endsOf(connection: Connection, column: DeclaredColumn, table: string) {
  if (!isComparable(column)) return [null, null];
  const [min = []] = await connection.ask(`SELECT MIN(${quoted(column.name)}) FROM ${table}`);
  const [max = []] = await connection.ask(`SELECT MAX(${quoted(column.name)}) FROM ${table}`);
  return [min[0], max[0]];
}

async function valuesOf(
  connection: Connection,
  { name }: DeclaredColumn,
  from: string,
  maxValues: number,
  whole: boolean,
) {
  const column = quoted(name);
  // Of a text of megabytes nobody lists the value, and nobody needs to be sent it.
  const found = await connection.ask(
    `SELECT LEFT(v, ${maxLength + 1}) FROM (SELECT ${column} AS v, COUNT(*) AS n FROM ${from} WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY n DESC, v LIMIT ${maxValues + 1}) AS found`,
  );
  const texts = found.flatMap(([text]) => text ?? []);
  const list = texts.slice(0, maxValues).filter((text) => text.length <= maxLength);
  const observed = observeTexts();
  for (const text of texts) observed.see(text);
  const kind = observed.kind();
  const format = kind === 'text' ? formatOf(list) : undefined;
  return { kind, list, format, complete: whole && list.length === texts.length };
}

function rangeOf([min, max]: readonly (string | null | undefined)[], kind: ValueKind): Column['range'] {
  if (min === null || min === undefined || max === null || max === undefined) return undefined;
  if (kind === 'date' || kind === 'datetime') return { min, max };
  if (kind !== 'integer' && kind !== 'decimal') return undefined;
  return { min: numberOf(min), max: numberOf(max) };
}

/** What a double would change stays a text. */
function numberOf(text: string): Exclude<Cell, boolean | null> {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}
