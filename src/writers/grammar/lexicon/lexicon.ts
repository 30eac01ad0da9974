import { setImmediate } from 'node:timers/promises';
import type { Catalogue, Dialect, Table } from '../../../core/data-source.ts';
import { type Field, fieldsOf } from './fields.ts';
import { createJoinGraph, type JoinGraph } from './joins.ts';
import { labelsOf } from './labels.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { createValueIndex, type ValueIndex } from './value-index.ts';

/** A catalogue as a reader of questions sees it: what its tables, columns and values are called, and how they hang together. */
export interface Lexicon {
  readonly dialect: Dialect;
  readonly tables: readonly Table[];
  readonly names: NameIndex;
  readonly values: ValueIndex;
  readonly joins: JoinGraph;
  fieldsOf(table: Table): readonly Field[];
  field(table: Table, column: string): Field;
  /** What people call a row of this table: its name, or its key when it has none. */
  labelOf(table: Table): readonly Field[];
  /** A row of this table has a name, or a code that is one. */
  hasNames(table: Table): boolean;
  /** Equal for values that mean the same: tables and columns stand in it by name. */
  keyOf(value: unknown): string;
}

async function createLexicon(catalogue: Catalogue): Promise<Lexicon> {
  const { dialect, tables } = catalogue;
  const byTable = new Map<Table, readonly Field[]>();
  for (const table of tables) {
    byTable.set(table, fieldsOf(table));
    await setImmediate();
  }
  const own = (table: Table) => byTable.get(table) ?? [];
  const field = (table: Table, column: string) => {
    const found = own(table).find((each) => each.column.name.toLowerCase() === column.toLowerCase());
    if (!found) throw new Error(`no column ${column} in ${table.name}`);
    return found;
  };
  const fields = [...byTable.values()].flat();
  const labels = new Map(
    tables.map((table) => [table, labelsOf(table).map(({ name }) => field(table, name))]),
  );
  const keys = new Map(
    tables.map((table) => [table, own(table).filter(({ column }) => table.primaryKey.includes(column.name))]),
  );
  const labelOf = (table: Table) => labels.get(table) ?? [];
  const known = new Map<unknown, string>([
    ...tables.map((table, at) => [table, `T${at}`] as const),
    ...fields.map((each, at) => [each, `C${at}`] as const),
  ]);
  const byName = (_: string, value: unknown) => known.get(value) ?? value;
  return {
    dialect,
    tables,
    names: await createNameIndex(tables, fields, () => setImmediate()),
    values: await createValueIndex(fields, () => setImmediate()),
    joins: createJoinGraph(tables),
    fieldsOf: own,
    field,
    hasNames: (table) => labelOf(table).length > 0 || hasCodes(table),
    labelOf: (table) => (labelOf(table).length > 0 ? labelOf(table) : (keys.get(table) ?? [])),
    keyOf: (value) => JSON.stringify(value, byName),
  };
}

/** Keys that people say: LAX, and not 17. */
function hasCodes({ primaryKey, columns }: Table): boolean {
  const [key, ...more] = primaryKey;
  const column = more.length === 0 ? columns.find(({ name }) => name === key) : undefined;
  const [value = ''] = column?.values?.list ?? [];
  return column?.kind === 'text' && /^\p{L}{2,5}$/u.test(value);
}

/** One lexicon per catalogue, for as long as that is in use: two with one fingerprint may show different tables. */
export function createLexiconCache(): (catalogue: Catalogue) => Promise<Lexicon> {
  const known = new WeakMap<Catalogue, Promise<Lexicon>>();
  return (catalogue) => {
    const lexicon = known.get(catalogue) ?? createLexicon(catalogue);
    known.set(catalogue, lexicon);
    return lexicon;
  };
}
