import { fold } from '../../../ask/words/fold.ts';
import { lemmaOf } from '../../../ask/words/lemma.ts';

export interface Token {
  readonly kind: 'word' | 'number' | 'quoted' | 'date' | 'mark';
  /** As it was typed; of a quoted string what is inside. */
  readonly text: string;
  /** Lower case, without accents. */
  readonly word: string;
  /** Singular of a noun, base form of a verb. */
  readonly lemma: string;
  /** Of a number, however it was written: 1,000 or 10k or 5 %. */
  readonly number?: number;
  /** Where it ends and begins in the question. */
  readonly start: number;
  readonly end: number;
}

const pattern = new RegExp(
  [
    String.raw`(?<quoted>"[^"]{1,200}"|(?<![\p{L}\p{N}])'(?:[^']|(?<=\p{L})'(?=\p{L})){1,200}'(?![\p{L}\p{N}]))`,
    String.raw`(?<date>\b\d{4}-\d{2}-\d{2}\b)`,
    String.raw`(?<number>(?<![\p{L}\p{N}])[-$€£]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:k|m|bn)?%?(?![\p{L}\p{N}]))`,
    String.raw`(?<word>[\p{L}]+n't\b|[\p{L}\p{N}]+)`,
    String.raw`(?<mark>[<>!]=|'s\b|[^\s\p{L}\p{N}])`,
  ].join('|'),
  'giu',
);

const scale = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['bn', 1e9],
]);

/** Splits a question into words, numbers, dates, quoted strings and marks. Linear in its length. */
export function tokenize(text: string): readonly Token[] {
  const plain = text.replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c\u201d]/g, '"');
  return [...plain.matchAll(pattern)].flatMap((match): Token[] => {
    const { quoted, date, number, word } = match.groups ?? {};
    const span = { start: match.index, end: match.index + match[0].length };
    if (quoted) return [{ ...token('quoted', quoted.slice(1, -1).trim()), ...span }];
    if (date) return [{ ...token('date', date), ...span }];
    if (number) return [{ ...token('number', number), number: readNumber(number), ...span }];
    if (word) return expand(word).map((part) => ({ ...part, ...span }));
    return [{ ...token('mark', match[0]), ...span }];
  });
}

type Text = Omit<Token, 'start' | 'end'>;

function token(kind: Token['kind'], text: string): Text {
  const word = fold(text);
  return { kind, text, word, lemma: kind === 'word' ? lemmaOf(word) : word };
}

/** The words of a text and nothing else: the key under which stored values are found. "AC/DC" -> "ac dc". */
export const keyOf = (text: string): string => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

const irregularNegations = new Map([
  ["can't", 'can'],
  ["won't", 'will'],
  ["shan't", 'shall'],
]);

/** "don't" -> do not. What follows an apostrophe otherwise is a token of its own: "what's" -> what ' s. */
function expand(word: string): Text[] {
  const folded = fold(word);
  if (!folded.endsWith("n't")) return [token('word', word)];
  return [token('word', irregularNegations.get(folded) ?? word.slice(0, -3)), token('word', 'not')];
}

function readNumber(text: string): number {
  const [, digits = '', suffix = ''] = /^[$€£]?(-?[\d,.]+)(k|m|bn)?%?$/i.exec(text) ?? [];
  return Number(digits.replaceAll(',', '')) * (scale.get(suffix.toLowerCase()) ?? 1);
}
