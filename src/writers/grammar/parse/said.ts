import { fold } from '../../../ask/words/fold.ts';
import { isFunctionWord } from '../../../ask/words/function-words.ts';
import { lemmaOf } from '../../../ask/words/lemma.ts';
import type { StoredMatch } from '../lexicon/value-index.ts';
import { endOf, scalesOf } from '../words/adjectives.ts';
import { months, weekdays } from '../words/calendar.ts';
import { keyOf, type Token } from '../words/tokens.ts';
import { each } from './mention.ts';
import { best, type Input, memo, type Parse, type Rule, reach } from './rule.ts';

/** Words that are a stored value, and where it is stored; nowhere when it was quoted and we do not know it. */
export interface Said {
  readonly text: string;
  readonly quoted: boolean;
  /** So short or common a word that it means the value only beside the name of its column. */
  readonly weak: boolean;
  readonly stored: readonly StoredMatch[];
}

/** "day" hardly means an airport DAY, "jfk" may. */
const lowerCode = 0.35;
const alsoName = 0.4;

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
      (isWeak(first) || (isAdjective(text) && stored.some(({ value }) => keyOf(value) === text))) &&
      !stored.some(({ value }) => value === first.text && value !== first.word);
    const code =
      text === text.toLowerCase() &&
      stored.every(({ value }) => value === value.toUpperCase() && /\p{L}/u.test(value));
    found.push({
      end: end + 1,
      cost: each + (code ? lowerCode : 0) + (isName(input, text) || isCalendar(first, text) ? alsoName : 0),
      value: { text, quoted: false, weak, stored },
    });
  }
  return reach(input, best(found.reverse()));
});

/** "capital" is the column and not the airport of that name. */
const isName = (input: Input, text: string): boolean =>
  text === text.toLowerCase() &&
  input.lexicon.names.find([lemmaOf(fold(text))]).some(({ cost }) => cost <= each);

/** "Friday" is the day rather than the movie of that name. */
const isCalendar = ({ word, lemma }: Token, text: string): boolean =>
  fold(text) === word && (weekdays.has(lemma) || (months.has(word) && word.length > 3));

/** "big" is no movie Big. */
const isAdjective = (word: string): boolean => scalesOf(word).length > 0 || endOf(word) !== undefined;

/** Too short or too common to mean a value by itself. */
const isWeak = (token: Token): boolean =>
  token.kind === 'number' || token.word.length < 3 || isFunctionWord(token.word);
