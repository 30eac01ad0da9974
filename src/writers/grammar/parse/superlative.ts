import type { End, Statistic } from '../meaning/meaning.ts';
import { baseOf, endOf, scalesOf } from '../words/adjectives.ts';
import { wholeNumber } from './number.ts';
import { phrase, says, token } from './phrase.ts';
import { map, type Rule } from './rule.ts';
import { either, optional, sequence, skip } from './sequence.ts';

/** An end of a scale, and the adjective where it names the scale itself: "older" of age, but "higher" of anything. */
export interface Degree {
  readonly end: End;
  readonly adjective?: string;
}

export interface Superlative extends Degree {
  /** Rows from that end; without it one, or as many as the noun says. */
  readonly count?: number;
}

const opposite: Record<End, End> = { high: 'low', low: 'high' };
const degree = (adjective: string, turned = false): Degree | undefined => {
  const end = endOf(adjective) ?? scalesOf(adjective)[0]?.end;
  return end && { end: turned ? opposite[end] : end, adjective };
};

const inflected = (suffix: 'er' | 'est') =>
  token((found) => (found.kind === 'word' ? baseOf(found.word, suffix) : undefined));
const base: Rule<string> = token((found) =>
  found.kind === 'word' && (scalesOf(found.word).length > 0 || endOf(found.word)) ? found.word : undefined,
);
const most = skip(phrase('most'));
const least = skip(phrase('least'));

export const extreme: Rule<Degree> = either(
  map(inflected('est'), (adjective) => degree(adjective)),
  map(sequence(most, base), ([adjective]) => degree(adjective)),
  map(sequence(least, base), ([adjective]) => degree(adjective, true)),
  says({ end: 'high' }, 'most|maximum|max|top|maximal'),
  says({ end: 'low' }, 'least|fewest|minimum|min|bottom|minimal'),
);

/** "high" of "from high to low". */
export const plainEnd: Rule<Degree> = map(base, (adjective) => degree(adjective));

const article = skip(optional(phrase('the|its|their|his|her|a|an')));
/** Those that a number may follow: "top 5", "highest 3", but not "at most 3". */
const numbered: Rule<Degree> = either(
  map(inflected('est'), (adjective) => degree(adjective)),
  says({ end: 'high' }, 'top'),
  says({ end: 'low' }, 'bottom'),
);

/** "oldest", "most expensive", "top": in front of a noun, which may have said how many already. */
export const extremeAdjective: Rule<Superlative> = either(
  extreme,
  map(sequence(numbered, wholeNumber), ([rest, count]) => ({ count, ...rest })),
  map(sequence(skip(phrase('top')), wholeNumber, extreme), ([count, rest]) => ({ count, ...rest })),
);

/** "the highest", "the 3 most expensive", "top 5", "five oldest". */
export const superlative: Rule<Superlative> = either(
  map(sequence(article, extreme), ([rest]) => rest),
  map(sequence(article, wholeNumber, extreme), ([count, rest]) => ({ count, ...rest })),
  map(sequence(article, numbered, wholeNumber), ([rest, count]) => ({ count, ...rest })),
  map(sequence(article, skip(phrase('top')), wholeNumber, extreme), ([count, rest]) => ({ count, ...rest })),
);

/** "older", "more expensive", "less", in front of "than". */
export const comparative: Rule<Degree> = either(
  map(inflected('er'), (adjective) => degree(adjective)),
  map(sequence(skip(phrase('more')), base), ([adjective]) => degree(adjective)),
  map(sequence(skip(phrase('less')), base), ([adjective]) => degree(adjective, true)),
  says({ end: 'high' }, 'more'),
  says({ end: 'low' }, 'less|fewer'),
);

/** In front of the name of a number: "the average", "total", "the highest". */
export const aggregate: Rule<Statistic> = either(
  says('average', 'average|avg|mean'),
  says(
    'sum',
    'sum|total|sum of|total amount of|total number of|total of|combined|overall|add up|sum up|total up',
  ),
  says(
    'minimum',
    'minimum|min|lowest|smallest|least|least amount of|earliest|shortest|cheapest|youngest|smallest amount of',
  ),
  says(
    'maximum',
    'maximum|max|highest|largest|biggest|greatest|latest|longest|oldest|last|most recent|largest amount of|highest amount of|greatest amount of',
  ),
);
