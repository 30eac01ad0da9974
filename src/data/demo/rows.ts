/** A row by column name, in the order of insertion. */
export type Row = Readonly<Record<string, string | number | null>>;

/** The rows of some tables by table name; a table comes after those to which it refers. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** 1, 2, 3, ... for each different name, in order of first appearance. */
export function numbered(names: Iterable<string>): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].map((name, index) => [name, index + 1]));
}
