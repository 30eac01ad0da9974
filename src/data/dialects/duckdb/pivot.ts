/**
 * A PIVOT without a list of values is two statements to DuckDB, of which the first makes a type of the values that there are; such
 * are not told as JSON. With a list it is one, so the guard is given the same statement with lists put in, which name nothing.
 * Undefined when it is none, or holds anything by which our reading of the text could differ from DuckDB's.
 */
export function withValueLists(sql: string): string | undefined {
  if (!/\bpivot/i.test(sql) || unclear.test(sql)) return undefined;
  const parts = [...sql.matchAll(tokens)].map(([token]) => token);
  if (parts.join('') !== sql) return undefined;
  const out: string[] = [];
  const open: Level[] = [{ at: 'outside', listed: false }];
  for (const token of parts) {
    const level = open.at(-1);
    if (!level) return undefined;
    const word = token.toLowerCase();
    if (word === 'pivot' || word === 'pivot_wider') level.at = 'source';
    else if (word === 'on' && level.at === 'source') level.at = 'columns';
    else if (level.at === 'columns') {
      if (word === 'in') level.listed = true;
      const ends = endsColumns.has(word);
      if (ends || word === ',') {
        if (!level.listed) out.push(" IN ('') ");
        level.listed = false;
      }
      if (ends) level.at = 'outside';
    }
    if (word === '(') open.push({ at: 'outside', listed: false });
    if (word === ')') open.pop();
    out.push(token);
  }
  if (open.length !== 1) return undefined;
  const [last] = open;
  return out.join('') + (last?.at === 'columns' && !last.listed ? " IN ('')" : '');
}

/** Where in a PIVOT we are, between two brackets, and whether its column has a list already. */
interface Level {
  at: 'outside' | 'source' | 'columns';
  listed: boolean;
}

/** Other statements, comments, and texts with escapes of their own. */
const unclear = /;|--|\/\*|\$|\be'|\\/i;
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}\p{N}_]+|\s+|[^'"]/giu;
const endsColumns: ReadonlySet<string> = new Set([
  'using',
  'group',
  'order',
  'limit',
  'offset',
  'union',
  'intersect',
  'except',
  'where',
  ')',
]);
