import type { Hidden } from '../../../core/data-source.ts';
import { sameName } from '../../guard/cut.ts';
import type { DeclaredTable } from './structure.ts';

/** The views that may show something hidden: they read a table of which anything is, or nobody knows what they read. */
export function viewsOver(tables: readonly DeclaredTable[], hidden: readonly Hidden[]): readonly string[] {
  const byName = new Map(tables.map((table) => [table.name, table]));

  const shows = (table: DeclaredTable, on: ReadonlySet<DeclaredTable>): boolean => {
    if (table.kind !== 'view' || on.has(table)) return false;
    if (table.reads === undefined) return true;
    return table.reads.some((name) => {
      const read = byName.get(name);
      if (!read || hidden.some((one) => sameName(one.table, name))) return true;
      return shows(read, new Set([...on, table]));
    });
  };
  return tables.filter((table) => shows(table, new Set())).map(({ name }) => name);
}
