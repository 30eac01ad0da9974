import type { DatabaseSync } from 'node:sqlite';
import type { WhyHidden } from './authorizer.ts';
import { folded } from './names.ts';

const internal = /^(sqlite_|pragma_)/;

/** By what the file holds now: its own tables and views may be read, what SQLite and its modules keep may not. */
export function readVisibility(schema: DatabaseSync): WhyHidden {
  const types = schema.prepare("SELECT name, type FROM pragma_table_list WHERE schema = 'main'").all();
  const hidden = new Map(
    types
      .filter(({ type }) => type === 'virtual' || type === 'shadow')
      .map(({ name }) => [
        folded(String(name)),
        `${name} is a full-text or spatial index, which cannot be read here`,
      ]),
  );
  const own = new Set(types.map(({ name }) => folded(String(name))));
  const modules = schema.prepare('SELECT name FROM pragma_module_list').all();
  for (const { name } of modules) {
    const module = folded(String(name));
    if (!own.has(module)) hidden.set(module, `${name} belongs to the database itself`);
  }
  return (table) => {
    const name = folded(table);
    return internal.test(name) ? `${table} belongs to the database itself` : hidden.get(name);
  };
}
