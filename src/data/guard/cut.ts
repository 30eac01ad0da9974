import { createHash } from 'node:crypto';
import type { Catalogue, Column, Hidden, Table } from '../../core/data-source.ts';
import { fullName } from '../../core/full-name.ts';

export const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

const isOf = (table: Pick<Table, 'schema' | 'name'>) => (one: Hidden) => sameName(one.table, fullName(table));

/** Whether the whole table is hidden. */
export const isHiddenTable = (table: Pick<Table, 'schema' | 'name'>, hidden: readonly Hidden[]): boolean =>
  hidden.some((one) => one.column === undefined && isOf(table)(one));

interface WithColumns extends Pick<Table, 'schema' | 'name'> {
  readonly columns: readonly Pick<Column, 'name' | 'generatedFrom'>[];
}

/** The names of the columns of a table that are hidden: those that were given, as they were given, and what is generated from them. */
export function hiddenColumns(table: WithColumns, hidden: readonly Hidden[]): readonly string[] {
  const gone = hidden.filter(isOf(table)).flatMap(({ column }) => column ?? []);
  const isGone = (name: string) => gone.some((other) => sameName(other, name));
  // One can be generated from another.
  for (let before = 0; before !== gone.length; ) {
    before = gone.length;
    for (const { name, generatedFrom = [] } of table.columns) {
      if (!isGone(name) && generatedFrom.some(isGone)) gone.push(name);
    }
  }
  return gone;
}

/** What is hidden, with the columns that are generated from it. */
export const withGenerated = (
  tables: readonly WithColumns[],
  hidden: readonly Hidden[],
): readonly Hidden[] => [
  ...hidden,
  ...tables.flatMap((table) =>
    hiddenColumns(table, hidden).map((column) => ({ table: fullName(table), column })),
  ),
];

/**
 * The catalogue as somebody sees it who may not see what is hidden, nor the `views` over it; keys that lead there go with it.
 */
export function cutCatalogue(
  catalogue: Catalogue,
  hidden: readonly Hidden[],
  views: readonly string[],
): Catalogue {
  if (hidden.length === 0) return catalogue;
  const tables: readonly Hidden[] = [...hidden, ...views.map((table) => ({ table }))];
  const cut = catalogue.tables
    .filter((table) => !isHiddenTable(table, tables))
    .map((table) => cutColumns(table, hiddenColumns(table, hidden)));
  const has = (name: string, columns: readonly string[]) => {
    const table = cut.find((one) => fullName(one) === name);
    return table !== undefined && columns.every((column) => table.columns.some((one) => one.name === column));
  };
  return {
    ...catalogue,
    fingerprint: cutFingerprint(catalogue.fingerprint, hidden),
    tables: cut.map((table) => ({
      ...table,
      foreignKeys: table.foreignKeys.filter(
        (key) => has(fullName(table), key.columns) && has(key.table, key.references),
      ),
    })),
  };
}

function cutColumns(table: Table, names: readonly string[]): Table {
  if (names.length === 0) return table;
  const isHidden = (column: string) => names.some((name) => sameName(name, column));
  return {
    ...table,
    columns: table.columns.filter(({ name }) => !isHidden(name)),
    primaryKey: table.primaryKey.some(isHidden) ? [] : table.primaryKey,
  };
}

/** A catalogue that was cut otherwise is another one. */
export function cutFingerprint(fingerprint: string, hidden: readonly Hidden[]): string {
  if (hidden.length === 0) return fingerprint;
  const names = hidden.map(({ table, column }) => JSON.stringify([table, column])).sort();
  return `${fingerprint} ${createHash('sha256').update(names.join()).digest('hex').slice(0, 16)}`;
}
