import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { kindOfTexts } from '../value-kinds.ts';
import { toCell } from './cells.ts';
import { kindOf } from './kinds.ts';
import { quoted } from './names.ts';
import type { ColumnProfile, ProfileOrder } from './protocol.ts';

/** Rows up to which every value is looked at; of larger tables only the first `sampleRows`. */
const wholeRows = 1_000_000;
const sampleRows = 100_000;
/** Rows up to which the smallest and the largest value are looked for. */
const rangedRows = 10_000_000;
/** Characters of a value that is worth listing. */
const maxLength = 80;

/** Looks at the values of one column. Ends early for nothing: whoever asks sets a time limit. */
export function profileColumn(db: DatabaseSync, order: ProfileOrder): ColumnProfile {
  const { column, rows, maxValues } = order;
  const whole = rows <= wholeRows;
  const table = quoted(order.table);
  const name = `t.${quoted(column.name)}`;
  const from = whole ? `${table} t` : `(SELECT ${name} FROM ${table} t LIMIT ${sampleRows}) t`;
  const read = (sql: string): SQLOutputValue[][] => {
    const statement = db.prepare(sql);
    statement.setReadBigInts(true);
    statement.setReturnArrays(true);
    // With setReturnArrays a row is an array; the types know only objects.
    return statement.all() as unknown as SQLOutputValue[][];
  };

  const found = read(
    `SELECT ${name}, count(*) FROM ${from} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${maxValues + 1}`,
  ).map((row) => row[0] ?? null);
  const all = found.length <= maxValues;
  const stored = kindOf(column.type, found);
  const texts = found.filter((value) => typeof value === 'string');
  const kind = stored === 'text' ? kindOfTexts(texts) : stored;
  const asText = texts.length > 0 && texts.length === found.length;

  const profile: { -readonly [K in keyof ColumnProfile]: ColumnProfile[K] } = { kind };
  if (whole) {
    profile.distinct = all
      ? found.length
      : Number(read(`SELECT count(DISTINCT ${name}) FROM ${from}`)[0]?.[0] ?? 0);
  }
  if (asText) {
    const list = texts.slice(0, maxValues).filter((text) => text.length <= maxLength);
    profile.values = { list, complete: whole && list.length === found.length };
  }
  const ordered = kind === 'integer' || kind === 'decimal' || kind === 'date' || kind === 'datetime';
  if (ordered && found.length > 0 && rows <= rangedRows) {
    const numbers = kind === 'integer' || kind === 'decimal';
    const value = numbers && asText ? `CAST(${name} AS NUMERIC)` : name;
    const filled = asText ? `WHERE ${name} <> ''` : '';
    const [min, max] = ['min', 'max'].map((end) =>
      toCell(read(`SELECT ${end}(${value}) FROM ${table} t ${filled}`)[0]?.[0] ?? null),
    );
    if (isEnd(min) && isEnd(max)) profile.range = { min, max };
  }
  return profile;
}

const isEnd = (cell: unknown): cell is number | string =>
  typeof cell === 'number' || typeof cell === 'string';
