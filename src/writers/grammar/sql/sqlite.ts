import type { Spelling } from './print.ts';

/** Words that SQLite would not take for a name. */
const reserved = new Set(
  (
    'add all alter and as autoincrement between case check collate commit constraint create cross current date default deferrable delete ' +
    'desc distinct drop else escape except exists for foreign from full group having in index inner insert intersect into is isnull join ' +
    'key left like limit natural no not notnull null offset on or order outer primary references right select set table then time to ' +
    'transaction union unique update using values view virtual when where with'
  ).split(' '),
);

const formats = { year: '%Y', month: '%m', weekday: '%w', day: '%Y-%m-%d', 'year-month': '%Y-%m' } as const;

export const sqlite: Spelling = {
  name: (name) =>
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.has(name.toLowerCase())
      ? name
      : `"${name.replaceAll('"', '""')}"`,
  text: (text) => `'${text.replaceAll("'", "''")}'`,
  part: (part, of) => `strftime('${formats[part]}', ${of})`,
  partNumber: (part, number) => `'${String(number).padStart(part === 'month' ? 2 : 1, '0')}'`,
  number: (of) => `CAST(${of} AS REAL)`,
  like: (of, pattern) =>
    `${of} LIKE '${pattern.replaceAll("'", "''")}'${pattern.includes('\\') ? " ESCAPE '\\'" : ''}`,
};
