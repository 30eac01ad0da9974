import { isTextType } from '../lexicon/fields.ts';
import { nameSpelling } from './names.ts';
import type { Spelling } from './print.ts';
import { standardText, timeFormats } from './standard.ts';

/** What duckdb_keywords() calls reserved, and names that only functions and types may have. */
const reserved =
  'all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast check collate collation column ' +
  'columns concurrently constraint create cross default deferrable desc describe distinct do else end except false fetch for foreign freeze ' +
  'from full generated glob group having ilike in initially inner intersect into is isnull join lambda lateral leading left like limit map ' +
  'natural not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing positional primary qualify ' +
  'references returning right select semi show similar some struct summarize symmetric table tablesample then to trailing true try_cast ' +
  'union unique unpack unpivot using variadic verbose when where window with';

export const duckdb: Spelling = {
  strict: true,
  name: nameSpelling({ plain: /^[A-Za-z_][A-Za-z0-9_]*$/, reserved, quote: '"' }),
  text: standardText,
  average: (of) => `AVG(${of})`,
  part: (part, of, type) =>
    `strftime(${isTextType(type) ? `TRY_CAST(${of} AS TIMESTAMP)` : of}, '${timeFormats[part]}')`,
  number: (of) => `TRY_CAST(${of} AS DOUBLE)`,
  like: (of, pattern) =>
    `${of} ILIKE ${standardText(pattern)}${pattern.includes('\\') ? " ESCAPE '\\'" : ''}`,
  // By itself it puts unknown values last in either direction.
  order: (of, end, nullable) => (end === 'high' ? `${of} DESC` : `${of}${nullable ? ' NULLS FIRST' : ''}`),
  list: (select) => select,
};
