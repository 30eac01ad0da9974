import type { Table } from '../../../core/data-source.ts';

/** A name in SQL, whatever is in it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text in SQL, whatever is in it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A table as a statement reads it, whatever is on the way. */
export const qualified = ({ schema = 'main', name }: Pick<Table, 'schema' | 'name'>): string =>
  `${quoted(schema)}.${quoted(name)}`;
