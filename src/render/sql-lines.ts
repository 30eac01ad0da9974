/** Longer than this many characters, a statement is easier to read in several lines. */
const fitsOneLine = 60;

const pieces =
  /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`[^`]*`?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[()]|\b(?:from|where|(?:(?:left|right|full|inner|cross|natural)\s+(?:outer\s+)?)?join|group\s+by|having|order\s+by|limit|union(?:\s+all)?|intersect|except)\b/gi;

/** SQL with a line for each of its clauses; what was written in several lines stays as it is. Only white space changes. */
export function sqlLines(sql: string): string {
  if (sql.length <= fitsOneLine || /[\n\r]/.test(sql)) return sql;
  let depth = 0;
  return sql
    .replace(pieces, (piece, at: number) => {
      if (piece === '(') depth += 1;
      else if (piece === ')') depth -= 1;
      const isClause = /^\w/.test(piece) && depth === 0 && at > 0;
      return isClause ? `\n${piece}` : piece;
    })
    .replace(/ +\n/g, '\n');
}
