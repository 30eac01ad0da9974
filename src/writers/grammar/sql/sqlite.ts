import { nameSpelling } from './names.ts';
import type { Spelling } from './print.ts';
import { standardText, timeFormats } from './standard.ts';

/** Words that SQLite would not take for a name. */
const reserved =
  'add all alter and as autoincrement between case check collate commit constraint create cross current date default deferrable delete ' +
  'desc distinct drop else escape except exists for foreign from full group having in index inner insert intersect into is isnull join ' +
  'key left like limit natural no not notnull null offset on or order outer primary references right select set table then time to ' +
  'transaction union unique update using values view virtual when where with';

export const sqlite: Spelling = {
  strict: false,
  name: nameSpelling({ plain: /^[A-Za-z_][A-Za-z0-9_]*$/, reserved, quote: '"' }),
  text: standardText,
  average: (of) => `AVG(${of})`,
  part: (part, of) => `strftime('${timeFormats[part]}', ${of})`,
  number: (of, placeholders) =>
    `CAST(${placeholders.reduce((inner, each) => `NULLIF(${inner}, ${standardText(each)})`, of)} AS REAL)`,
  like: (of, pattern) => `${of} LIKE ${standardText(pattern)}${pattern.includes('\\') ? " ESCAPE '\\'" : ''}`,
  order: (of, end) => (end === 'high' ? `${of} DESC` : of),
  list: (select) => select,
};
