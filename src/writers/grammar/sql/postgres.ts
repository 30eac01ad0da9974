import { nameSpelling } from './names.ts';
import type { Spelling } from './print.ts';
import { standardText } from './standard.ts';

/** What pg_get_keywords() calls reserved. */
const reserved =
  'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently ' +
  'constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user default ' +
  'deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner ' +
  'intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or order ' +
  'outer overlaps placing primary references returning right select session_user similar some symmetric system_user table tablesample then ' +
  'to trailing true union unique user using variadic verbose when where window with';

const formats = { year: 'YYYY', month: 'MM', day: 'YYYY-MM-DD', 'year-month': 'YYYY-MM' } as const;
/** Where the part stands in a day that is kept as text. */
const places = { year: [1, 4], month: [6, 2], day: [1, 10], 'year-month': [1, 7] } as const;
const isText = (type: string): boolean => /^(?:text|(?:character|char|varchar|bpchar|citext)\b)/i.test(type);

// A cast fails on what is neither day nor number, and CASE keeps it from being tried.
const asTime = (of: string): string =>
  `CASE WHEN ${of} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}' THEN ${of}::timestamp END`;
const asNumber = (of: string): string =>
  `CASE WHEN ${of} ~ '^-?[0-9]{1,15}([.][0-9]+)?$' THEN ${of}::float8 END`;

export const postgres: Spelling = {
  strict: true,
  // Without quotes a name is read in lower case.
  name: nameSpelling({ plain: /^[a-z_][a-z0-9_]*$/, reserved, quote: '"' }),
  text: standardText,
  average: (of) => `AVG(${of})::float8`,
  part: (part, of, type) => {
    if (part === 'weekday') return `EXTRACT(DOW FROM ${isText(type) ? asTime(of) : of})::text`;
    if (!isText(type)) return `to_char(${of}, '${formats[part]}')`;
    const [from, length] = places[part];
    return `substr(${of}, ${from}, ${length})`;
  },
  number: asNumber,
  like: (of, pattern, type) => `${of}${isText(type) ? '' : '::text'} ILIKE ${standardText(pattern)}`,
  order: (of, end, nullable) =>
    end === 'high' ? `${of} DESC${nullable ? ' NULLS LAST' : ''}` : `${of}${nullable ? ' NULLS FIRST' : ''}`,
  list: (select) => select,
};
