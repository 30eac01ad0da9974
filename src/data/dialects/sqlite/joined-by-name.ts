import { folded } from './names.ts';

// What SQLite's lexer takes for part of a word.
const part = '[\\w$\\u0080-\\uffff]';
const alone = (pattern: string) => new RegExp(`(?<!${part})(?:${pattern})(?!${part})`, 'i');
const natural = alone('natural');
const byName = alone('natural|using');
const gap = '(?:[ \\t\\n\\f\\r]|--[^\\n]*(?:\\n|$)|/\\*[\\s\\S]*?(?:\\*/|$))*';
const withSchema = new RegExp(`(?<!${part})main["'\`\\]]?${gap}\\.`, 'i');
const ofDatabase = /(?<![\w$\u0080-\uffff])(?:sqlite|pragma)_[\w$\u0080-\uffff]*/i;

/**
 * SQLite does not tell its authorizer of a column that is joined by USING or NATURAL: a table of which nothing else is read goes
 * unseen, and the join answers whether a value is in it. So where these words are, the text itself is searched for names, also in
 * its comments and texts, since a few refusals too many do less harm than a reading of our own.
 */
export const joinsByName = (sql: string): boolean => byName.test(sql);

/** The columns by which it joins are named nowhere in it. */
export const joinsUnnamed = (sql: string): boolean => natural.test(sql);

/** The first of these names that is anywhere in a statement. */
export function nameIn(sql: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const text = withoutDoubled(folded(sql));
  return names.find((name) => holds(text, folded(name)));
}

/** The first of these names that is anywhere in a statement, as it is written there, with the schema before it. */
export function writtenIn(sql: string, names: readonly string[]): string | undefined {
  const text = withoutDoubled(sql);
  for (const name of names) {
    const pattern = `(?<!${part})(?:(main)["'\`\\]]?${gap}\\.${gap}["'\`\\[]?)?(${RegExp.escape(withoutDoubled(name))})(?!${part})`;
    const [, schema, written] = new RegExp(pattern, 'i').exec(text) ?? [];
    if (written !== undefined) return schema === undefined ? written : `${schema}.${written}`;
  }
  return undefined;
}

/** The first name in a statement that only SQLite gives. */
export const internalNameIn = (sql: string): string | undefined => ofDatabase.exec(folded(sql))?.[0];

/** Whether any name in it might be one with its schema. */
export const namesSchema = (sql: string): boolean => withSchema.test(sql);

/** A quote within a quoted name is written twice. */
const withoutDoubled = (text: string): string => text.replaceAll(/(["'`])\1/g, '$1');

function holds(text: string, name: string): boolean {
  const isPart = (sign: string | undefined) => sign !== undefined && /[\w$\u0080-\uffff]/.test(sign);
  const wanted = withoutDoubled(name);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + wanted.length])) return true;
  }
  return false;
}
