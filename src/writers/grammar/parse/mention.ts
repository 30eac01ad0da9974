import type { NameMatch } from '../lexicon/name-index.ts';
import type { StoredMatch } from '../lexicon/value-index.ts';
import { isFunctionWord } from '../words/function-words.ts';
import { lemmaOf } from '../words/lemma.ts';
import { fold, keyOf, type Token } from '../words/tokens.ts';
import { isMeasure } from '../words/units.ts';
import { best, type Input, memo, type Parse, type Rule } from './rule.ts';

/** Words that may name a table or a column, and all that they may name. */
export interface Mention {
  readonly words: string;
  readonly matches: readonly NameMatch[];
}

/** Words that are a stored value, and where it is stored; nowhere when it was quoted and we do not know it. */
export interface Said {
  readonly text: string;
  readonly quoted: boolean;
  /** So short or common a word that it means the value only beside the name of its column. */
  readonly weak: boolean;
  readonly stored: readonly StoredMatch[];
}

const longestName = 6;
/** That words mean something at all costs a little, so that one long name beats two short ones. */
const each = 0.05;
/** "day" hardly means an airport DAY, "jfk" may. */
const lowerCode = 0.35;
const alsoName = 0.4;

/** "the number of ..." counts and is no column. */
const countWords = new Set(['number', 'count', 'amount', 'total']);

const joins = (token: Token): boolean =>
  token.kind === 'mark' && ['-', '_', '/', '.', '&'].includes(token.text);

/** The name of a table or column, the longest and the shorter ones. */
export const mention: Rule<Mention> = memo((input, at) => {
  const words: string[] = [];
  const found: Parse<Mention>[] = [];
  for (let end = at; end < input.tokens.length && words.length < longestName; end++) {
    const token = input.tokens[end];
    if (!token || !input.step() || token.kind === 'quoted' || token.kind === 'date') break;
    if (token.kind === 'mark') {
      if (words.length > 0 && joins(token)) continue;
      break;
    }
    words.push(token.lemma);
    if (end === at && isFunctionWord(token.word)) break;
    if (isFunctionWord(token.word) || token.kind === 'number') continue;
    if (words.length === 1 && countWords.has(token.lemma) && input.tokens[end + 1]?.word === 'of') continue;
    const matches = variants(words).flatMap((variant) => input.lexicon.names.find(variant));
    if (matches.length > 0)
      found.push({ end: end + 1, value: { words: words.join(' '), matches }, cost: each });
  }
  // "line 1" ends in a number, a function word never ends a name.
  found.push(...numbered(input, at, found));
  return reach(input, found);
});

/** As it was said, and "date of birth" as birth date, "number of products" as number products. */
function variants(words: readonly string[]): readonly (readonly string[])[] {
  const of = words.findIndex((word) => word === 'of' || word === 'in');
  if (of <= 0 || of === words.length - 1) return [words];
  if (words[of] === 'in')
    return isMeasure(words[of + 1] ?? '') ? [[...words.slice(0, of), ...words.slice(of + 1)]] : [words];
  return [
    words,
    [...words.slice(of + 1), ...words.slice(0, of)],
    [...words.slice(0, of), ...words.slice(of + 1)],
  ];
}

function numbered(input: Input, at: number, names: readonly Parse<Mention>[]): Parse<Mention>[] {
  return names.flatMap(({ end, value, cost }) => {
    const next = input.tokens[end];
    if (next?.kind !== 'number' || end === at) return [];
    const words = [...value.words.split(' '), next.word];
    const matches = input.lexicon.names.find(words);
    return matches.length > 0 ? [{ end: end + 1, value: { words: words.join(' '), matches }, cost }] : [];
  });
}

/** A verb that shares its root with a name: "weighing" for a column `weight`. */
export const verbMention: Rule<Mention> = (input, at) => {
  const token = input.tokens[at];
  if (token?.kind !== 'word' || !input.step() || isFunctionWord(token.word)) return [];
  const { names } = input.lexicon;
  // What is a name itself is no verb, unless it looks like one.
  if (names.find([token.lemma]).length > 0 && !/(?:ed|ing)$/.test(token.word)) return [];
  const matches = names.related(token.lemma);
  return matches.length === 0
    ? []
    : reach(input, [{ end: at + 1, value: { words: token.lemma, matches }, cost: each * 2 }]);
};

/** A stored value, or any text in quotes. */
export const said: Rule<Said> = memo((input, at) => {
  const first = input.tokens[at];
  if (!first || !input.step()) return [];
  if (first.kind === 'quoted') {
    const stored = input.lexicon.values.find(keyOf(first.text));
    return reach(input, [
      { end: at + 1, cost: 0, value: { text: first.text, quoted: true, weak: false, stored } },
    ]);
  }
  if (first.kind === 'mark') return [];
  const found: Parse<Said>[] = [];
  for (let end = at; end < Math.min(input.tokens.length, at + input.lexicon.values.longest + 2); end++) {
    const last = input.tokens[end];
    if (!last || last.kind === 'quoted' || ['?', '!', ';'].includes(last.text)) break;
    if (last.kind === 'mark') continue;
    const text = input.text.slice(first.start, last.end);
    const stored = input.lexicon.values.find(keyOf(text));
    if (stored.length === 0) continue;
    const weak =
      end === at &&
      isWeak(first) &&
      !stored.some(({ value }) => value === first.text && value !== first.word);
    const code =
      text === text.toLowerCase() &&
      stored.every(({ value }) => value === value.toUpperCase() && /\p{L}/u.test(value));
    found.push({
      end: end + 1,
      cost: each + (code ? lowerCode : 0) + (isName(input, text) ? alsoName : 0),
      value: { text, quoted: false, weak, stored },
    });
  }
  return reach(input, best(found.reverse()));
});

/** "capital" is the column and not the airport of that name. */
const isName = (input: Input, text: string): boolean =>
  text === text.toLowerCase() &&
  input.lexicon.names.find([lemmaOf(fold(text))]).some(({ cost }) => cost <= each);

/** Too short or too common to mean a value by itself. */
const isWeak = (token: Token): boolean =>
  token.kind === 'number' || token.word.length < 3 || isFunctionWord(token.word);

function reach<T>(input: Input, parses: readonly Parse<T>[]): readonly Parse<T>[] {
  for (const { end } of parses) input.reached = Math.max(input.reached, end);
  return parses;
}
