import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { Cell, Column } from '../../../core/data-source.ts';
import { formatOf } from '../../value-format.ts';
import { observeTexts } from '../../value-kinds.ts';
import { toCell } from './cells.ts';
import { qualified, quoted } from './names.ts';
import type { ColumnProfile, ProfileOrder } from './protocol.ts';

/** Rows up to which different values are counted exactly. */
const distinctRows = 1_000_000;
/** UTF-16 units of a value that is worth listing. */
const maxLength = 80;

/** Looks at the values of one column. Ends early for nothing: whoever orders it sets a time limit. */
export async function profileColumn(
  connection: DuckDBConnection,
  { table, column, rows, maxValues }: ProfileOrder,
): Promise<ColumnProfile> {
  const read = async (sql: string): Promise<readonly (readonly DuckDBValue[])[]> =>
    (await connection.runAndReadAll(sql)).getRows();
  const from = `FROM ${qualified(table)} t`;
  const name = `t.${quoted(column.name)}`;
  const ordered = ['integer', 'decimal', 'date', 'datetime'].includes(column.kind);
  const counted = column.kind !== 'other' && rows <= distinctRows;
  const [row = []] = await read(
    `SELECT count(*), count(${name}), ${counted ? `count(DISTINCT ${name})` : 'NULL'}, ${ordered ? `min(${name}), max(${name})` : 'NULL, NULL'} ${from}`,
  );
  const [all = null, filled = null, distinct = null, min = null, max = null] = row.map(toCell);
  const isText = column.kind === 'text';
  // One more than may be listed tells whether there are others.
  const found = isText
    ? await read(
        `SELECT CAST(${name} AS VARCHAR) ${from} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${maxValues + 1}`,
      )
    : [];
  const texts = found.map(([value]) => String(value));
  const listed = texts.slice(0, maxValues).filter((text) => text.length <= maxLength);
  const range = isEnd(min) && isEnd(max) ? { min, max } : undefined;
  const kind = isText ? kindOf(texts) : column.kind;
  const format = kind === 'text' ? formatOf(listed) : undefined;
  return {
    kind,
    ...(distinct !== null && { distinct: Number(distinct) }),
    ...(isText && { values: { list: listed, complete: listed.length === texts.length } }),
    ...(range && { range }),
    ...(Number(all) > 0 && { nullShare: 1 - Number(filled) / Number(all) }),
    ...(format !== undefined && { format }),
  };
}

/** Also in a typed database dates are often kept as text. */
function kindOf(texts: readonly string[]): Column['kind'] {
  const observer = observeTexts();
  for (const text of texts) observer.see(text);
  return observer.kind();
}

const isEnd = (cell: Cell): cell is number | string => typeof cell === 'number' || typeof cell === 'string';
