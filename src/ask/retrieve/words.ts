import { fold } from '../words/fold.ts';
import { lemmaOf } from '../words/lemma.ts';

/** Scripts that are written without spaces, or, as Korean, with endings that stick to the word. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\u30fc`;
const runs = new RegExp(String.raw`[${unspaced}]+|(?:(?![${unspaced}])\p{L})+|\p{N}+`, 'gu');
const isUnspaced = new RegExp(`^[${unspaced}]`, 'u');

/**
 * The words of a question, a name, a comment or a value, in their base form: orderItems and "Order items" are `order` and `item`,
 * A380 is `a` and `380`. What is written without spaces is taken in pairs of characters.
 */
export function wordsOf(text: string): readonly string[] {
  if (isPlain.test(text)) {
    const parted = isCamel.test(text)
      ? text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
      : text;
    return (
      withoutGenitive(parted)
        .toLowerCase()
        .match(/[a-z]+|[0-9]+/g) ?? []
    ).map(lemmaOf);
  }
  const parted = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return (fold(withoutGenitive(parted)).match(runs) ?? []).flatMap((run) =>
    isUnspaced.test(run) ? pairsOf(run) : lemmaOf(run),
  );
}

/** Most texts are, and are read in a fifth of the time. */
const isPlain = /^[\x20-\x7e]*$/;
const isCamel = /[a-z][A-Z]|[A-Z][A-Z][a-z]/;

/** Else `s` were a word: singer's. */
const withoutGenitive = (text: string): string =>
  text.includes("'") || text.includes('\u2019') ? text.replace(/['\u2019]s\b/g, '') : text;

function pairsOf(run: string): readonly string[] {
  const characters = [...run];
  return characters.length < 2
    ? characters
    : characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}
