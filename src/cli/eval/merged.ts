import type { Catalogue, Table } from '../../core/data-source.ts';

export interface Merged {
  readonly catalogue: Catalogue;
  /** What a table of one of the databases is called now. */
  nameOf(database: string, table: string): string;
}

/** Many databases as one schema. A table whose name another database has too is called after its database. */
export function merge(catalogues: ReadonlyMap<string, Catalogue>): Merged {
  const times = new Map<string, number>();
  for (const { tables } of catalogues.values())
    for (const { name } of tables) times.set(name.toLowerCase(), (times.get(name.toLowerCase()) ?? 0) + 1);
  const nameOf = (database: string, table: string) =>
    (times.get(table.toLowerCase()) ?? 0) > 1 ? `${database}_${table}` : table;
  const renamed = (database: string, table: Table): Table => ({
    ...table,
    name: nameOf(database, table.name),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, table: nameOf(database, key.table) })),
  });
  const tables = [...catalogues].flatMap(([id, catalogue]) =>
    catalogue.tables.map((table) => renamed(id, table)),
  );
  return { catalogue: { source: 'merged', dialect: 'sqlite', fingerprint: 'merged', tables }, nameOf };
}
