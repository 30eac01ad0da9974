/** A table of which only some columns may be seen. */
export interface Masked {
  /** As it is written without its schema, quoted where it must be: what statements call it. */
  readonly name: string;
  /** As it is written with its schema: what the mask itself reads. */
  readonly qualified: string;
  /** The columns that may be seen, quoted. Never empty: a table without any is hidden. */
  readonly columns: readonly string[];
}

/**
 * Puts a common table expression of the same name in front of each masked table, so that the database itself resolves every
 * name, also `*`, and there is no column left to be found. The statement was parsed before, as one that reads: `with` is the
 * offset behind its first WITH, or behind WITH RECURSIVE, in UTF-16 units; undefined when it has none. Named with its schema a
 * masked table would be seen whole: the guard refuses that.
 */
export function masking(
  sql: string,
  masked: readonly Masked[],
  { withAt, recursive = false, hint = '' }: { withAt?: number; recursive?: boolean; hint?: string },
): string {
  if (masked.length === 0) return sql;
  const masks = masked.map(
    ({ name, qualified, columns }) => `${name} AS ${hint}(SELECT ${columns.join(', ')} FROM ${qualified})`,
  );
  const head = `WITH ${recursive ? 'RECURSIVE ' : ''}${masks.join(', ')}`;
  return withAt === undefined ? `${head} ${sql}` : `${head},${sql.slice(withAt)}`;
}
