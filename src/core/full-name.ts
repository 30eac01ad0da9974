import type { Table } from './data-source.ts';

/** How a table is named in foreign keys and in `Hidden`: 'users', or 'staff.users' where the catalogue gives the schema. */
export const fullName = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string =>
  schema === undefined ? name : `${schema}.${name}`;
