import type { DatabaseSync } from 'node:sqlite';
import type { WhyHidden } from './authorizer.ts';
import { allowedTableFunctions } from './functions.ts';
import { folded } from './names.ts';
import { isInternal, storedTables } from './stored-tables.ts';

/** By what the file holds now: its own tables and views may be read, what SQLite and its modules keep may not. */
export function readVisibility(schema: DatabaseSync): WhyHidden {
  const stored = storedTables(schema);
  const own = new Set(stored.map(({ name }) => folded(name)));
  const hidden = new Map(
    stored
      .filter(({ kind }) => kind === 'virtual' || kind === 'shadow')
      .map(({ name }) => [
        folded(name),
        `${name} is a full-text or spatial index, which cannot be read here`,
      ]),
  );
  for (const { name } of schema.prepare('SELECT name FROM pragma_module_list').all()) {
    const module = folded(String(name));
    if (own.has(module) || allowedTableFunctions.has(module)) continue;
    hidden.set(module, `${name} belongs to the database itself`);
  }
  return (table) =>
    isInternal(table) ? `${table} belongs to the database itself` : hidden.get(folded(table));
}
