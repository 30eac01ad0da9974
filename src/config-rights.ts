import type { ConfigFile } from '../schema/config.ts';
import type { Catalogue, Hidden } from './core/data-source.ts';
import { fullName } from './core/full-name.ts';
import type { Access } from './core/rights.ts';

export type FileSource = NonNullable<ConfigFile['sources']>[number];

export const accessOf = (access: FileSource['access']): Access =>
  access === 'everyone'
    ? access
    : access.map(({ hidden, ...lists }) => ({ ...lists, hidden: hidden.flatMap(meaningsOf) }));

/** Every name of a source that somebody may not see, as it is written. */
export const hiddenNames = ({ hidden, access }: Pick<FileSource, 'hidden' | 'access'>): readonly string[] => [
  ...hidden,
  ...(access === 'everyone' ? [] : access.flatMap((rule) => rule.hidden)),
];

/**
 * All that such a name can mean: 'staff.users' is a column of staff or the table users in the schema staff, and a catalogue
 * leaves a schema out where the name is enough. To hide too much is better than to show what was read in another way.
 */
export function meaningsOf(name: string): readonly Hidden[] {
  const [first = '', second, third] = name.split('.');
  if (second === undefined) return [{ table: first }];
  if (third === undefined) return [{ table: first, column: second }, { table: name }];
  return [
    { table: `${first}.${second}`, column: third },
    { table: second, column: third },
  ];
}

/** Those of the names that are of nothing in this catalogue: whoever wrote them meant to hide something. */
export function meaningless(names: readonly string[], { tables }: Catalogue): readonly string[] {
  const known = new Set(
    tables.flatMap((table) => {
      const name = fullName(table);
      return [keyOf(name), ...table.columns.map((column) => keyOf(name, column.name))];
    }),
  );
  return names.filter(
    (name) => !meaningsOf(name).some(({ table, column }) => known.has(keyOf(table, column))),
  );
}

const keyOf = (table: string, column?: string): string =>
  column === undefined ? table.toLowerCase() : JSON.stringify([table.toLowerCase(), column.toLowerCase()]);
