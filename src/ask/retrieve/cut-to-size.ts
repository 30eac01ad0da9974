import type { Column, Table } from '../../core/data-source.ts';
import { fullName } from '../../core/full-name.ts';
import { columnText, tableText } from '../table-text.ts';

/** A table of a slice, and how much its columns are spoken of, by name: those that are not are absent. */
export interface Wanted {
  readonly table: Table;
  readonly fits: ReadonlyMap<string, number>;
}

/** A table with less in it; `over` is by how many bytes all of them are too long. */
type Cut = (wanted: Wanted, isKey: (column: string) => boolean, over: number) => Table;

const otherColumns =
  (less: (column: Column) => Column): Cut =>
  ({ table, fits }) => ({
    ...table,
    columns: table.columns.map((column) => (fits.has(column.name) ? column : less(column))),
  });

const cuts: readonly Cut[] = [
  otherColumns(withoutProfile),
  otherColumns(declared),
  (wanted, isKey, over) => {
    const less = otherColumns(declared)(wanted, isKey, over);
    return { ...less, columns: withoutSome(less.columns, wanted.fits, isKey, over) };
  },
];

/**
 * The tables, the most wanted first, with so little left out that their text has at most `maxBytes`: first what is told of
 * the values of columns that nobody speaks of, then their comments, then columns themselves, each in the last tables first; at last
 * whole tables. Keys stay, as without them nothing can be joined.
 */
export function cutToSize(wanted: readonly Wanted[], maxBytes: number): readonly Table[] {
  const tables = wanted.map(({ table }) => table);
  const sizes = tables.map(sizeOf);
  const over = () => sizes.reduce((sum, size) => sum + size, 0) - maxBytes;
  const referenced = referencedIn(tables);
  for (const cut of cuts) {
    for (let at = tables.length - 1; at >= 0 && over() > 0; at -= 1) {
      const each = wanted[at];
      if (!each) continue;
      const { table } = each;
      const keys = new Set([...table.primaryKey, ...table.foreignKeys.flatMap(({ columns }) => columns)]);
      const isKey = (column: string) => keys.has(column) || referenced.has(`${fullName(table)}\n${column}`);
      const less = cut(each, isKey, over());
      tables[at] = less;
      sizes[at] = sizeOf(less);
    }
  }
  while (over() > 0 && tables.length > 1) {
    tables.pop();
    sizes.pop();
  }
  return tables;
}

/** Drops columns that are no keys, those first that are spoken of least, until so many bytes are saved. */
function withoutSome(
  columns: readonly Column[],
  fits: Wanted['fits'],
  isKey: (column: string) => boolean,
  bytes: number,
): readonly Column[] {
  const fitOf = ({ name }: Column) => fits.get(name) ?? 0;
  const dropped = new Set<Column>();
  let saved = 0;
  for (const column of columns.toReversed().sort((a, b) => fitOf(a) - fitOf(b))) {
    if (saved >= bytes) break;
    if (isKey(column.name)) continue;
    dropped.add(column);
    saved += Buffer.byteLength(columnText(column)) + 3;
  }
  return columns.filter((column) => !dropped.has(column));
}

/** UTF-8 as a language model would read it. */
const sizeOf = (table: Table): number => Buffer.byteLength(tableText(table)) + 1;

const referencedIn = (tables: readonly Table[]): ReadonlySet<string> =>
  new Set(
    tables.flatMap(({ foreignKeys }) =>
      foreignKeys.flatMap(({ table, references }) => references.map((column) => `${table}\n${column}`)),
    ),
  );

function withoutProfile({ name, type, kind, nullable, comment }: Column): Column {
  return { name, type, kind, nullable, ...(comment !== undefined && { comment }) };
}

function declared({ name, type, kind, nullable }: Column): Column {
  return { name, type, kind, nullable };
}
