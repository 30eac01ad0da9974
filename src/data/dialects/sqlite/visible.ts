import type { DatabaseSync } from 'node:sqlite';
import type { Hidden } from '../../../core/data-source.ts';
import { hiddenColumns, isHiddenTable, sameName } from '../../guard/cut.ts';
import { refusal } from '../../guard/facts.ts';
import type { Masked } from '../../guard/mask.ts';
import { allowedTableFunctions } from './functions.ts';
import { internalNameIn, joinsByName, joinsUnnamed, nameIn, writtenIn } from './joined-by-name.ts';
import { folded, quoted } from './names.ts';
import { isInternal, storedTables } from './stored-tables.ts';
import { namedColumns } from './structure.ts';

/** What may be read on behalf of somebody. */
export interface Visibility {
  /** Says why a column may not be read, '' for the table alone; undefined for what may be. Of a name that is no table it says undefined. */
  whyHidden(table: string, column: string): string | undefined;
  /**
   * Of a reason why not, and the statement that it was given for: the name in it that is hidden, as it is written there, since a
   * table that is there is to be told of like one that is not.
   */
  hiddenName(why: string, sql: string): string | undefined;
  /** The tables that may not be read, besides those whose name only SQLite gives. */
  readonly unreadable: readonly string[];
  /** Views among them through which SQLite's authorizer would not see what they read: see `joinsByName`. */
  readonly opaque: readonly string[];
  /** Tables of which some columns may not be read. */
  readonly masked: readonly Masked[];
  /** Their columns that may not be read. */
  readonly maskedColumns: readonly string[];
}

/** By what the file holds now: its own tables and views may be read, what SQLite and its modules keep may not. */
export function readVisibility(schema: DatabaseSync, hidden: readonly Hidden[]): Visibility {
  const stored = storedTables(schema);
  const own = new Set(stored.map(({ name }) => folded(name)));
  const why = new Map<string, string>();
  const gone: string[] = [];
  const masks = new Map<string, { readonly mask: Masked; readonly without: ReadonlySet<string> }>();
  for (const table of stored) {
    const { name, kind } = table;
    if (kind === 'virtual' || kind === 'shadow') {
      why.set(folded(name), `${name} is a full-text or spatial index, which cannot be read here`);
      continue;
    }
    const some = hidden.some((one) => one.column !== undefined && sameName(one.table, name));
    const all = some ? namedColumns(schema, name) : [];
    const without = new Set(hiddenColumns({ name, columns: all }, hidden).map(folded));
    const columns = all.map((column) => column.name);
    const left = columns.filter((column) => !without.has(folded(column)));
    if (isHiddenTable(table, hidden) || (without.size > 0 && left.length === 0)) {
      why.set(folded(name), refusal.hidden(name));
      gone.push(name);
    } else if (left.length < columns.length) {
      const mask = { name: quoted(name), qualified: `main.${quoted(name)}`, columns: left.map(quoted) };
      masks.set(folded(name), { mask, without });
    }
  }
  for (const { name } of schema.prepare('SELECT name FROM pragma_module_list').all()) {
    const module = folded(String(name));
    if (own.has(module) || allowedTableFunctions.has(module)) continue;
    why.set(module, refusal.system(String(name)));
  }
  const maskedColumns = [...masks.values()].flatMap(({ without }) => [...without]);
  const unreadableIn = (sql: string) => [
    ...why.keys(),
    ...maskedColumns,
    ...(joinsUnnamed(sql) ? masks.keys() : []),
  ];
  const opaque = opaqueViews(schema, unreadableIn);
  for (const name of opaque) why.set(folded(name), refusal.hidden(name));
  const views = stored.flatMap(({ name, kind }) => (kind === 'view' ? [name] : []));
  const hiddenNames = new Map([...gone, ...opaque].map((name) => [refusal.hidden(name), name]));
  return {
    hiddenName(why, sql) {
      const name = hiddenNames.get(why);
      // The statement may name a view that reads it.
      return name === undefined ? undefined : (writtenIn(sql, [name, ...views]) ?? name);
    },
    whyHidden(table, column) {
      if (isInternal(table)) return refusal.system(table);
      const of = masks.get(folded(table));
      return (
        why.get(folded(table)) ?? (of?.without.has(folded(column)) ? refusal.hiddenColumn(column) : undefined)
      );
    },
    unreadable: [...why.keys()],
    opaque,
    masked: [...masks.values()].map(({ mask }) => mask),
    maskedColumns,
  };
}

/** Views that join by name with what may not be read, and views over these. */
function opaqueViews(
  schema: DatabaseSync,
  unreadableIn: (sql: string) => readonly string[],
): readonly string[] {
  const views = schema.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").all();
  const rest = new Map(views.map(({ name, sql }) => [String(name), String(sql)]));
  const found: string[] = [];
  const isOpaque = (sql: string) =>
    nameIn(sql, found) !== undefined ||
    (joinsByName(sql) && (nameIn(sql, unreadableIn(sql)) ?? internalNameIn(sql)) !== undefined);
  // One may read another that was made after it.
  for (let before = -1; before !== found.length; ) {
    before = found.length;
    for (const [name, sql] of rest) {
      if (!isOpaque(sql)) continue;
      rest.delete(name);
      found.push(name);
    }
  }
  return found;
}
