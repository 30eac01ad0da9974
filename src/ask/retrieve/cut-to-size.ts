import type { Column, Table } from '../../core/data-source.ts';
import { fullName } from '../../core/full-name.ts';
import { columnText, tableText } from '../table-text.ts';

/** A table of a slice, and which of its columns are spoken of. */
export interface Wanted {
  readonly table: Table;
  readonly spokenOf: ReadonlySet<string>;
}

/** A table with less in it; `over` is by how many bytes all of them are too long. */
type Cut = (wanted: Wanted, isKey: (column: string) => boolean, over: number) => Table;

const cuts: readonly Cut[] = [
  ({ table, spokenOf }) => ({
    ...table,
    columns: table.columns.map((column) => (spokenOf.has(column.name) ? column : withoutProfile(column))),
  }),
  ({ table, spokenOf }) => ({
    ...table,
    columns: table.columns.map((column) => (spokenOf.has(column.name) ? column : declared(column))),
  }),
  ({ table, spokenOf }, isKey, over) => ({
    ...table,
    columns: withoutLast(
      table.columns.map((column) => (spokenOf.has(column.name) ? column : declared(column))),
      ({ name }) => spokenOf.has(name) || isKey(name),
      over,
    ),
  }),
  ({ table }, isKey, over) => ({
    ...table,
    columns: withoutLast(table.columns.map(declared), ({ name }) => isKey(name), over),
  }),
];

/**
 * The tables, the most wanted first, with so little left out that their text has at most `maxBytes`: first what is told of
 * the values of columns that nobody speaks of, then their comments, then they themselves, each in the last tables first; at last whole
 * tables. Keys stay, as without them nothing can be joined.
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

/** Drops the last columns that need not stay, until so many bytes are saved. */
function withoutLast(
  columns: readonly Column[],
  stays: (column: Column) => boolean,
  bytes: number,
): readonly Column[] {
  let saved = 0;
  const left = columns.toReversed().filter((column) => {
    if (saved >= bytes || stays(column)) return true;
    saved += Buffer.byteLength(columnText(column)) + 3;
    return false;
  });
  return left.toReversed();
}

/** UTF-8 as a language model would read it. */
const sizeOf = (table: Table): number => Buffer.byteLength(tableText(table)) + 1;

const referencedIn = (tables: readonly Table[]): ReadonlySet<string> =>
  new Set(
    tables.flatMap(({ foreignKeys }) =>
      foreignKeys.flatMap(({ table, references }) => references.map((column) => `${table}\n${column}`)),
    ),
  );

const withoutProfile = ({ name, type, kind, nullable, comment }: Column): Column => ({
  name,
  type,
  kind,
  nullable,
  ...(comment !== undefined && { comment }),
});

const declared = ({ name, type, kind, nullable }: Column): Column => ({ name, type, kind, nullable });
