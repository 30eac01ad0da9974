import type { DatePart } from '../meaning/meaning.ts';
import {
  dayFrom,
  dayOf,
  lastUnits,
  monthOf,
  months,
  type Period,
  type Unit,
  unitAround,
  weekdays,
  yearOf,
} from '../words/calendar.ts';
import { digits, number } from './number.ts';
import { either, list, map, meaning, memo, optional, phrase, type Rule, sequence, token } from './rule.ts';

/** When: within some periods, or in a part that comes back (every March, on Mondays). */
export type Timing =
  | { readonly kind: 'periods'; readonly periods: readonly Period[]; readonly both?: boolean }
  | { readonly kind: 'part'; readonly part: DatePart; readonly numbers: readonly number[] };

export const year: Rule<number> = map(digits, (value) =>
  Number.isInteger(value) && value >= 1000 && value < 3000 ? value : undefined,
);
const month: Rule<number> = token((found) => (found.kind === 'word' ? months.get(found.word) : undefined));
const weekday: Rule<number> = token((found) => weekdays.get(found.lemma));
const dayOfMonth: Rule<number> = token((found) => {
  const value = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(found.word)?.[1]);
  return value >= 1 && value <= 31 ? value : undefined;
});
const decade: Rule<number> = token((found) => {
  const value = Number(/^(\d{3}0)s$/.exec(found.word)?.[1]);
  return value >= 1000 ? value : undefined;
});
const comma = optional(phrase(',|of|.'));
const the = optional(phrase('the'));
const unit: Rule<Unit> = meaning({
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  decade: 'decade',
});

const quarter = either(
  meaning({ q1: 0, q2: 1, q3: 2, q4: 3 }),
  map(
    sequence(meaning({ first: 0, second: 1, third: 2, fourth: 3, last: 3 }), phrase('quarter')),
    ([which]) => which,
  ),
);

const relative: Rule<Period> = either(
  map(meaning({ today: 0, yesterday: -1, tomorrow: 1 }), (move, { today }) => unitAround(today, 'day', move)),
  map(
    sequence(meaning({ this: 0, current: 0, last: -1, previous: -1, past: -1, next: 1 }), unit),
    ([move, of], { today }) => unitAround(today, of, move),
  ),
  map(sequence(phrase('last|past|previous'), number, unit), ([, count, of], { today }) =>
    Number.isInteger(count) && count < 1000 ? lastUnits(today, of, count) : undefined,
  ),
);

/** A stretch of time with a year: 2001, March 2010, May 4, 2010, the 1990s, last month. */
const period: Rule<Period> = memo(
  map(
    sequence(
      the,
      either(
        map(sequence(optional(phrase('year|year of|years')), year), ([, value]) => yearOf(value)),
        map(sequence(optional(phrase('month of')), month, comma, year), ([, value, , of]) =>
          monthOf(of, value),
        ),
        map(sequence(month, the, dayOfMonth, comma, year), ([value, , day, , of]) => dayOf(of, value, day)),
        map(sequence(dayOfMonth, comma, month, comma, year), ([day, , value, , of]) => dayOf(of, value, day)),
        token((found) => (found.kind === 'date' ? dayFrom(found.text) : undefined)),
        map(decade, (first) => yearOf(first, 10)),
        map(sequence(quarter, comma, year), ([which, , of]) => {
          const { from } = monthOf(of, which * 3 + 1);
          const { before } = monthOf(of, which * 3 + 3);
          return from && before ? { from, before } : undefined;
        }),
        relative,
      ),
    ),
    ([, value]) => value,
  ),
);

const only = (of: Period): Timing => ({ kind: 'periods', periods: [of] });
const since = ({ from }: Period): Timing => only(from ? { from } : {});
const after = ({ before }: Period): Timing => only(before ? { from: before } : {});
const before = ({ from }: Period): Timing => only(from ? { before: from } : {});
const until = (of: Period): Timing => only(of.before ? { before: of.before } : {});
const span = (first: Period, last: Period): Timing | undefined =>
  first.from && last.before && first.from < last.before
    ? only({ from: first.from, before: last.before })
    : undefined;

const separator = phrase(',|and|or|, and|, or|and in|or in');
const spanMark = phrase('and|to|until|till|through|up to|-');

/** "March" in "between March and May 2010" is March 2010. */
const ends: Rule<readonly [Period, Period]> = either(
  map(sequence(period, spanMark, period), ([first, , last]): [Period, Period] => [first, last]),
  map(sequence(month, spanMark, month, comma, year), ([first, , last, , of]): [Period, Period] => [
    monthOf(of, first),
    monthOf(of, last),
  ]),
);

const part: Rule<Timing> = either(
  map(
    sequence(
      phrase('in|during|on|of|for|every|each'),
      optional(phrase('the month of')),
      list(month, separator),
    ),
    ([, , numbers]) => ({
      kind: 'part' as const,
      part: 'month' as const,
      numbers,
    }),
  ),
  map(sequence(phrase('on|every|each'), list(weekday, separator)), ([, numbers]) => ({
    kind: 'part' as const,
    part: 'weekday' as const,
    numbers,
  })),
);

const both = optional(phrase('both|either|both the years'));

/** A time without its preposition: "2014", "the year 2014". */
export const bareTiming: Rule<Timing> = map(period, only);

/** A time as it stands behind what it limits: "in 2001 or 2002", "between March and May 2010", "since last year". */
export const timing: Rule<Timing> = memo(
  either(
    map(sequence(phrase('between|from|in|during|in between'), ends), ([, [first, last]]) =>
      span(first, last),
    ),
    map(sequence(phrase('since|starting in|starting from|starting'), period), ([, value]) => since(value)),
    map(sequence(phrase('from|starting'), period, phrase('on|onward|onwards')), ([, value]) => since(value)),
    map(sequence(phrase('after|later than|past|more recent than|newer than'), period), ([, value]) =>
      after(value),
    ),
    map(sequence(phrase('before|prior to|earlier than|older than'), period), ([, value]) => before(value)),
    map(sequence(phrase('until|till|through|up to|no later than|up until'), period), ([, value]) =>
      until(value),
    ),
    map(
      sequence(
        optional(phrase('in|from|during')),
        period,
        phrase('or later|or after|and later|or newer|and after'),
      ),
      ([, value]) => since(value),
    ),
    map(
      sequence(
        optional(phrase('in|from|during')),
        period,
        phrase('or earlier|or before|and earlier|or older'),
      ),
      ([, value]) => until(value),
    ),
    map(
      sequence(
        phrase('in|during|on|for|from|of|at|throughout|within|dated|as of|over'),
        optional(phrase('the years|the years of|the months of')),
        both,
        list(period, separator),
      ),
      ([, , every, periods]): Timing => ({
        kind: 'periods',
        periods,
        both: every !== undefined && every !== 'either',
      }),
    ),
    part,
  ),
);
