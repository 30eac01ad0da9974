import type { Column, Table } from '../../core/data-source.ts';
import { tableText } from '../table-text.ts';

/** A table of a slice, and which of its columns are spoken of. */
export interface Wanted {
  readonly table: Table;
  readonly spokenOf: ReadonlySet<string>;
}

type Cut = (wanted: Wanted, isKey: (column: string) => boolean) => Table;

const cuts: readonly Cut[] = [
  ({ table, spokenOf }) => ({
    ...table,
    columns: table.columns.map((column) => (spokenOf.has(column.name) ? column : withoutProfile(column))),
  }),
  ({ table, spokenOf }) => ({
    ...table,
    columns: table.columns.map((column) => (spokenOf.has(column.name) ? column : declared(column))),
  }),
  ({ table, spokenOf }, isKey) => ({
    ...table,
    columns: table.columns.filter(({ name }) => spokenOf.has(name) || isKey(name)).map(declared),
  }),
  ({ table }, isKey) => ({
    ...table,
    columns: table.columns.filter(({ name }) => isKey(name)).map(declared),
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
  const total = () => sizes.reduce((sum, size) => sum + size, 0);
  const referenced = referencedIn(tables);
  for (const cut of cuts) {
    for (let at = tables.length - 1; at >= 0 && total() > maxBytes; at -= 1) {
      const each = wanted[at];
      if (!each) continue;
      const { table } = each;
      const keys = new Set([...table.primaryKey, ...table.foreignKeys.flatMap(({ columns }) => columns)]);
      const less = cut(each, (column) => keys.has(column) || referenced.has(`${table.name}\n${column}`));
      tables[at] = less;
      sizes[at] = sizeOf(less);
    }
  }
  while (total() > maxBytes && tables.length > 1) {
    tables.pop();
    sizes.pop();
  }
  return tables;
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
