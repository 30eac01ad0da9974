import type { DatabaseSync } from 'node:sqlite';
import { quoted } from './names.ts';

/** Rows of a table that are counted: a matter of milliseconds. Of larger ones what SQLite noted, or the highest row number. */
const maxCounted = 200_000;

/** About how many rows a table has, by the page on which it or one of its indexes begins; undefined where no table does. */
export type RowsAt = (rootPage: number) => number | undefined;

/** Each table is counted once. */
export function countRows(schema: DatabaseSync): RowsAt {
  const numberOf = (sql: string, ...values: string[]): number =>
    Number.parseInt(String(Object.values(schema.prepare(sql).get(...values) ?? {})[0] ?? 0), 10);
  const tables = new Map(
    schema
      .prepare('SELECT rootpage, tbl_name FROM sqlite_schema WHERE rootpage > 0')
      .all()
      .map(({ rootpage, tbl_name }) => [Number(rootpage), String(tbl_name)]),
  );
  const isNoted = numberOf("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'") > 0;
  const counted = new Map<string, number>();

  const count = (table: string): number => {
    const name = quoted(table);
    const rows = numberOf(`SELECT count(*) FROM (SELECT 1 FROM ${name} LIMIT ${maxCounted})`);
    if (rows < maxCounted) return rows;
    const noted = isNoted
      ? numberOf('SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = ?', table)
      : 0;
    if (noted > 0) return Math.max(noted, rows);
    const numbered = !/without\s+rowid/i.test(declarationOf(table));
    return numbered ? Math.max(numberOf(`SELECT max(rowid) FROM ${name}`), rows) : rows;
  };
  const declarationOf = (table: string): string =>
    String(schema.prepare("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)?.sql);

  return (rootPage) => {
    const table = tables.get(rootPage);
    if (table === undefined) return undefined;
    const known = counted.get(table) ?? count(table);
    counted.set(table, known);
    return known;
  };
}
