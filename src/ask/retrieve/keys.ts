import { isFunctionWord } from '../words/function-words.ts';
import { rootOf } from '../words/lemma.ts';
import { canonicalOf } from '../words/synonyms.ts';

/** Under what texts are found. The kinds are told apart by their first character, which no word has. */
export const keyOf = {
  word: (word: string) => word,
  /** In the name of a table. */
  inTable: (word: string) => `!${word}`,
  /** Words that mean the same have one key: singer and vocalist. */
  meaning: (word: string) => `^${canonicalOf(word)}`,
  /** All words of a text in one: "release year", release_year and releaseyear. */
  whole: (words: readonly string[]) => `=${words.join('')}`,
  /** The family of a word: director and directed. */
  root: (word: string) => `~${rootOf(word)}`,
  /** dob for date_of_birth. */
  initials: (words: readonly string[]) => `.${words.map((word) => word[0]).join('')}`,
};

/** Shorter words have too many neighbours, and another number is another thing. */
const shortestMisspelt = 4;
const canBeMisspelt = (word: string): boolean => word.length >= shortestMisspelt && /^\p{L}+$/u.test(word);

/**
 * One slip leaves one half of a word as it was: each word stands under both of its halves with its length, and a misspelt one is
 * sought under its own halves with each length that it may have had.
 */
function halvesOf(word: string, length = word.length): readonly string[] {
  const half = Math.floor(length / 2);
  return [`<${length}${word.slice(0, half)}`, `>${length}${word.slice(word.length - half)}`];
}

export const misspellingsOf = (word: string): readonly string[] =>
  canBeMisspelt(word) ? halvesOf(word) : [];

/** Where to look for what a misspelt word may have been. */
export function spellingsOf(word: string): readonly string[] {
  if (!canBeMisspelt(word) || isFunctionWord(word)) return [];
  return [word.length - 1, word.length, word.length + 1].flatMap((length) => halvesOf(word, length));
}

/** Whether one word is the other with a slip: a letter more, less, another one, or two that changed places; two slips in long ones. */
export function isMisspelt(one: string, other: string): boolean {
  const most = Math.min(one.length, other.length) >= 8 ? 2 : 1;
  return one !== other && distance(one, other) <= most;
}

function distance(one: string, other: string): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      current.push(
        Math.min(
          (above[at] ?? 0) + 1,
          (current[at - 1] ?? 0) + 1,
          (above[at - 1] ?? 0) + same,
          swapped ? (before[at - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, above] = [above, current];
  }
  return above[other.length] ?? 0;
}

/** The word with each two neighbours changed: such a slip in its middle leaves no half as it was. */
export const swapsOf = (word: string): readonly string[] =>
  canBeMisspelt(word)
    ? Array.from(
        { length: word.length - 1 },
        (_, at) => `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`,
      )
    : [];

/** cust is short for customer, qty for quantity, dept for department; city is not short for capacity. */
export function isShortFor(short: string, long: string): boolean {
  if (short.length < 2 || short.length > 5 || long.length < short.length + 2 || short[0] !== long[0])
    return false;
  if (short.length >= 3 && long.startsWith(short)) return true;
  const plain = !/[aeiou]/.test(short.slice(1)) || (short.length >= 4 && long.startsWith(short.slice(0, -1)));
  return plain && isWithin(short, long);
}

/** Its letters stand in the other in the same order. */
function isWithin(short: string, long: string): boolean {
  let at = -1;
  return [...short].every((letter) => {
    at = long.indexOf(letter, at + 1);
    return at >= 0;
  });
}
