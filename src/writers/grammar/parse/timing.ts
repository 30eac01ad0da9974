import type { DatePart } from '../meaning/meaning.ts';
import { dayOf, monthOf, type Period } from '../words/calendar.ts';
import { dayOfMonth, month, period, weekday, year } from './period.ts';
import { phrase } from './phrase.ts';
import { map, memo, type Rule } from './rule.ts';
import { either, list, optional, sequence, skip } from './sequence.ts';

/** When: within some periods, or in a part that comes back (every March, on Mondays). */
export type Timing =
  | { readonly kind: 'periods'; readonly periods: readonly Period[]; readonly both: boolean }
  | { readonly kind: 'part'; readonly part: DatePart; readonly numbers: readonly number[] };

const only = (of: Period): Timing => ({ kind: 'periods', periods: [of], both: false });
const since = ({ from }: Period): Timing => only(from ? { from } : {});
const after = ({ before }: Period): Timing => only(before ? { from: before } : {});
const before = ({ from }: Period): Timing => only(from ? { before: from } : {});
const until = (of: Period): Timing => only(of.before ? { before: of.before } : {});
const span = (first: Period, last: Period): Timing | undefined =>
  first.from && last.before && first.from < last.before
    ? only({ from: first.from, before: last.before })
    : undefined;

const separator = phrase(',|and|or|, and|, or|and in|or in');
const spanMark = skip(phrase('and|to|until|till|through|up to|-'));
const comma = skip(optional(phrase(',|of|in')));

/** "March" in "between March and May 2010" is March 2010, "June 1" in "June 1 to August 31, 2008" that of 2008. */
const ends: Rule<readonly [Period, Period]> = either(
  map(sequence(period, spanMark, period), ([first, last]): [Period, Period] => [first, last]),
  map(sequence(month, spanMark, month, comma, year), ([first, last, of]): [Period, Period] => [
    monthOf(of, first),
    monthOf(of, last),
  ]),
  map(
    sequence(month, dayOfMonth, spanMark, month, dayOfMonth, comma, year),
    ([first, from, last, to, of]): [Period, Period] => [dayOf(of, first, from), dayOf(of, last, to)],
  ),
  map(
    sequence(dayOfMonth, month, spanMark, dayOfMonth, month, comma, year),
    ([from, first, to, last, of]): [Period, Period] => [dayOf(of, first, from), dayOf(of, last, to)],
  ),
  map(
    sequence(month, dayOfMonth, spanMark, dayOfMonth, comma, year),
    ([both, from, to, of]): [Period, Period] => [dayOf(of, both, from), dayOf(of, both, to)],
  ),
);

const part: Rule<Timing> = either(
  map(
    sequence(
      skip(phrase('in|during|on|of|for|every|each')),
      skip(optional(phrase('the month of|the months of'))),
      list(month, separator),
    ),
    ([numbers]): Timing => ({ kind: 'part', part: 'month', numbers }),
  ),
  map(
    sequence(skip(phrase('on|on a|every|each')), list(weekday, separator)),
    ([numbers]): Timing => ({ kind: 'part', part: 'weekday', numbers }),
  ),
);

const within = skip(optional(phrase('in|from|during')));

/** A time without its preposition: "2014", "the year 2014". */
export const bareTiming: Rule<Timing> = map(period, only);

/** "March", "Mondays": a part that comes back. */
export const barePart: Rule<Timing> = either(
  map(month, (number): Timing => ({ kind: 'part', part: 'month', numbers: [number] })),
  map(weekday, (number): Timing => ({ kind: 'part', part: 'weekday', numbers: [number] })),
);

/** A time as it stands behind what it limits: "in 2001 or 2002", "between March and May 2010", "since last year". */
export const timing: Rule<Timing> = memo(
  either(
    map(sequence(skip(phrase('between|from|in|during|in between')), ends), ([[first, last]]) =>
      span(first, last),
    ),
    map(sequence(skip(phrase('since|starting in|starting from|starting')), period), ([value]) =>
      since(value),
    ),
    map(sequence(skip(phrase('from|starting')), period, skip(phrase('on|onward|onwards'))), ([value]) =>
      since(value),
    ),
    map(sequence(skip(phrase('after|later than|past|more recent than|newer than')), period), ([value]) =>
      after(value),
    ),
    map(sequence(skip(phrase('before|prior to|earlier than|older than')), period), ([value]) =>
      before(value),
    ),
    map(sequence(skip(phrase('until|till|through|up to|no later than|up until')), period), ([value]) =>
      until(value),
    ),
    map(
      sequence(
        within,
        period,
        skip(phrase('or later|or after|and later|or newer|and after|or since|or onwards')),
      ),
      ([value]) => since(value),
    ),
    map(
      sequence(within, period, skip(phrase('or earlier|or before|and earlier|or older|and before'))),
      ([value]) => until(value),
    ),
    map(
      sequence(
        skip(phrase('in|during|on|for|from|of|at|throughout|within|dated|as of|over')),
        skip(optional(phrase('the years|the years of|the months of'))),
        optional(phrase('both|either')),
        list(period, separator),
      ),
      ([every, periods]): Timing => ({
        kind: 'periods',
        periods,
        both: every === 'both' && periods.length > 1,
      }),
    ),
    part,
  ),
);
