import type { Token } from '../words/tokens.ts';
import { map, type Rule } from './rule.ts';

/** One token that passes the test. */
export const token =
  <T>(test: (token: Token) => T | undefined): Rule<T> =>
  (input, at) => {
    const found = input.tokens[at];
    const value = found && input.step() ? test(found) : undefined;
    if (value === undefined) return [];
    input.reached = Math.max(input.reached, at + 1);
    return [{ end: at + 1, value, cost: 0 }];
  };

/** The longest of these phrases that stands here, word by word as typed or by lemma; its value is the phrase. `|` separates them. */
export function phrase(list: string): Rule<string> {
  const phrases = list.split('|').map((text) => text.trim().split(' '));
  const byFirst = Map.groupBy(phrases, ([first]) => first);
  const isWord = (found: Token | undefined, word: string | undefined) =>
    found !== undefined && found.kind !== 'quoted' && (found.word === word || found.lemma === word);
  return (input, at) => {
    const first = input.tokens[at];
    if (!first || !input.step()) return [];
    const found = [...(byFirst.get(first.word) ?? []), ...(byFirst.get(first.lemma) ?? [])]
      .filter((words) => words.every((word, offset) => isWord(input.tokens[at + offset], word)))
      .reduce<readonly string[]>((longest, words) => (words.length > longest.length ? words : longest), []);
    if (found.length === 0) return [];
    const end = at + found.length;
    input.reached = Math.max(input.reached, end);
    return [{ end, value: found.join(' '), cost: 0 }];
  };
}

/** Any of these phrases says this. */
export const says = <const T>(value: T, list: string): Rule<T> => map(phrase(list), () => value);

/** Phrases that each mean something else: the value is what stands beside the phrase. */
export const meaning = <T>(of: Readonly<Record<string, T>>): Rule<T> =>
  map(phrase(Object.keys(of).join('|')), (found) => of[found] as T);
