import { meaning, phrase, token } from './phrase.ts';
import { map, type Rule } from './rule.ts';
import { either, many, optional, sequence, skip } from './sequence.ts';

const small = meaning({
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
});
const scale = meaning({ dozen: 12, hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 });

/** As typed in digits: 1,000 or 2.5k. */
export const digits: Rule<number> = token((found) => found.number);

const below100 = map(sequence(small, optional(small, 0)), ([tens, ones]) =>
  ones === 0 ? tens : tens >= 20 && ones < 10 ? tens + ones : undefined,
);

/** Any number, in digits or words: 5, five, twenty one, 2.5 million, a dozen. */
export const number: Rule<number> = either(
  map(sequence(either(digits, below100), many(scale, 2)), ([base, scales]) =>
    scales.reduce((a, b) => a * b, base),
  ),
  map(sequence(skip(phrase('a')), scale), ([value]) => value),
);

/** As many as rows can be. */
export const wholeNumber: Rule<number> = map(number, (value) =>
  Number.isInteger(value) && value > 0 ? value : undefined,
);
