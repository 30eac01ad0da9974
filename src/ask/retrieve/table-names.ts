import type { Table } from '../../core/data-source.ts';

/** Tables by their names in lower case; several schemas may have one of a name. */
export type TableNames = ReadonlyMap<string, readonly number[]>;

export function tableNames(tables: readonly Table[]): TableNames {
  const names = new Map<string, number[]>();
  for (const [at, { name }] of tables.entries())
    names.set(name.toLowerCase(), [...(names.get(name.toLowerCase()) ?? []), at]);
  return names;
}

const quotedOrBare = /"(?:[^"]|"")+"|`[^`]+`|\[[^\]]+\]|[\p{L}_][\p{L}\p{N}_$]*/gu;

/** Tables that a statement may read, though it may be no good statement: whatever in it is called like one. */
export function namedTables(names: TableNames, sql: string): ReadonlySet<number> {
  const called = sql.match(quotedOrBare) ?? [];
  return new Set(called.flatMap((name) => names.get(bare(name).toLowerCase()) ?? []));
}

const bare = (name: string): string =>
  name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.replace(/^[`[](.*)[`\]]$/s, '$1');
