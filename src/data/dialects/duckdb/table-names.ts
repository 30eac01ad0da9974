/** UTF-16 units. */
const maxName = 60;

/**
 * A name that needs no quotes for each of these files or sheets: 'Sales 2024.csv' is sales_2024. None is given twice; what has no
 * letter or digit is called by what it is.
 */
export function tableNames(titles: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const plain = plainName(title);
    let name = plain;
    for (let n = 2; taken.has(name); n++) name = `${plain}_${n}`;
    taken.add(name);
    return name;
  });
}

function plainName(title: string): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '_')
    .slice(0, maxName)
    .toWellFormed()
    .replace(/^_+|_+$/g, '');
  if (words === '') return 'data';
  return /^\p{Number}/u.test(words) || reserved.has(words) ? `t_${words}` : words;
}

/**
 * Words that cannot name a table without quotes. Source: `SELECT keyword_name FROM duckdb_keywords()` of the categories reserved and
 * type_function.
 */
const reserved: ReadonlySet<string> = new Set(
  `
  all analyse analyze and anti any array as asc asof asymmetric at authorization binary both by case cast
  check collate collation column columns concurrently constraint create cross default deferrable desc
  describe distinct do else end except false fetch for foreign freeze from full generated glob group
  having ilike in initially inner intersect into is isnull join lambda lateral leading left like limit map
  natural not notnull null offset on only or order outer overlaps pivot pivot_longer pivot_wider placing
  positional primary qualify references returning right select semi show similar some struct summarize
  symmetric table tablesample then to trailing true try_cast union unique unpack unpivot using variadic
  verbose when where window with
  `
    .trim()
    .split(/\s+/),
);
