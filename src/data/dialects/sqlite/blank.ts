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

/** The first word of a statement in lower case; '' when it begins otherwise. */
export function firstWord(sql: string): string {
  const word = /[a-z]*/iy;
  word.lastIndex = skipBlank(sql, 0);
  return word.exec(sql)?.[0].toLowerCase() ?? '';
}

/** Nothing but white space, comments and semicolons from `at` on. */
export function endsAt(sql: string, at: number): boolean {
  let end = skipBlank(sql, at);
  while (sql[end] === ';') end = skipBlank(sql, end + 1);
  return end === sql.length;
}
