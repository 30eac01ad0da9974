import type { DatabaseSync } from 'node:sqlite';
import { folded } from './names.ts';

/** `virtual`: a module's (full text, R-tree). `shadow`: what such a module keeps. `internal`: SQLite's own. */
export interface StoredTable {
  readonly name: string;
  readonly kind: 'table' | 'view' | 'virtual' | 'shadow' | 'internal';
}

interface SchemaRow {
  readonly name: string;
  readonly type: 'table' | 'view';
  readonly rootpage: number;
}

const internal = /^(sqlite_|pragma_)/;
/** How the modules that Node's SQLite has call what they keep: the virtual table's name, an underscore, and one of these. */
const shadows = [
  'config',
  'content',
  'data',
  'docsize',
  'idx',
  'segdir',
  'segments',
  'stat', // full text
  'node',
  'parent',
  'rowid', // R-tree
];

export const isInternal = (name: string): boolean => internal.test(folded(name));

/**
 * What the file lists, in the order of its making. Nothing is compiled for it, as `pragma_table_list` would do: views of views
 * of views can keep the compiler busy for ever.
 */
export function storedTables(schema: DatabaseSync): readonly StoredTable[] {
  const rows = schema
    .prepare("SELECT name, type, rootpage FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY rowid")
    // The columns of the schema table are documented: https://sqlite.org/schematab.html
    .all() as unknown as readonly SchemaRow[];
  const isVirtual = ({ type, rootpage }: SchemaRow) => type === 'table' && !rootpage;
  const kept = new Set(
    rows.filter(isVirtual).flatMap(({ name }) => shadows.map((shadow) => folded(`${name}_${shadow}`))),
  );
  return rows.map((row) => {
    const { name, type } = row;
    if (isInternal(name)) return { name, kind: 'internal' };
    if (isVirtual(row)) return { name, kind: 'virtual' };
    return { name, kind: type === 'table' && kept.has(folded(name)) ? 'shadow' : type };
  });
}
