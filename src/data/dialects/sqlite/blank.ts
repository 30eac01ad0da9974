/** White space and comments as SQLite's lexer knows them; an open block comment ends with the text. */
const blank = /[ \t\n\f\r]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;

/** The first position from `at` on that is neither white space nor comment. */
function skipBlank(sql: string, at: number): number {
  blank.lastIndex = at;
  for (let end = at; ; end = blank.lastIndex) {
    blank.lastIndex = end;
    if (!blank.test(sql)) return end;
  }
}

/** A word in lower case, '' where something else stands, and the position behind it. */
export interface Word {
  readonly word: string;
  readonly end: number;
}

/** The word that begins at `at`, behind white space and comments. */
export function wordFrom(sql: string, at: number): Word {
  const begin = skipBlank(sql, at);
  const word = /[a-z]*/iy;
  word.lastIndex = begin;
  const found = word.exec(sql)?.[0] ?? '';
  return { word: found.toLowerCase(), end: begin + found.length };
}

/** Nothing but white space, comments and semicolons from `at` on. */
export function endsAt(sql: string, at: number): boolean {
  let end = skipBlank(sql, at);
  while (sql[end] === ';') end = skipBlank(sql, end + 1);
  return end === sql.length;
}
