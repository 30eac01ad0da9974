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
  const parted = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    // No word of its own: singer's.
    .replace(/['\u2019]s\b/g, '');
  return (fold(parted).match(runs) ?? []).flatMap((run) =>
    isUnspaced.test(run) ? pairsOf(run) : lemmaOf(run),
  );
}

function pairsOf(run: string): readonly string[] {
  const characters = [...run];
  return characters.length < 2
    ? characters
    : characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}
