import { isFunctionWord } from '../../../ask/words/function-words.ts';
import type { NameMatch } from '../lexicon/name-index.ts';
import type { Token } from '../words/tokens.ts';
import { isMeasure } from '../words/units.ts';
import { type Input, memo, type Parse, type Rule, reach } from './rule.ts';

/** Words that may name a table or a column, and all that they may name. */
export interface Mention {
  readonly words: string;
  readonly matches: readonly NameMatch[];
}

const longestName = 6;
/** That words mean something at all costs a little, so that one long name beats two short ones. */
export const each = 0.05;
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
