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
import { meaning, phrase, token } from './phrase.ts';
import { map, memo, type Rule } from './rule.ts';
import { either, optional, sequence, skip } from './sequence.ts';

export const year: Rule<number> = map(digits, (value) =>
  Number.isInteger(value) && value >= 1000 && value < 3000 ? value : undefined,
);
export const month: Rule<number> = token((found) =>
  found.kind === 'word' ? months.get(found.word) : undefined,
);
export const weekday: Rule<number> = token((found) => weekdays.get(found.lemma));
export const dayOfMonth: Rule<number> = token((found) => {
  const value = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(found.word)?.[1]);
  return value >= 1 && value <= 31 ? value : undefined;
});
const decade: Rule<number> = token((found) => {
  const value = Number(/^(\d{3}0)s$/.exec(found.word)?.[1]);
  return value >= 1000 ? value : undefined;
});
const isoDay: Rule<Period> = token((found) => (found.kind === 'date' ? dayFrom(found.text) : undefined));

const the = skip(optional(phrase('the')));
const comma = skip(optional(phrase(',|of|.')));
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
    sequence(meaning({ first: 0, second: 1, third: 2, fourth: 3, last: 3 }), skip(phrase('quarter'))),
    ([which]) => which,
  ),
);

/** Seen from today. */
const relative: Rule<Period> = either(
  map(meaning({ today: 0, yesterday: -1, tomorrow: 1 }), (move, { today }) => unitAround(today, 'day', move)),
  map(
    sequence(meaning({ this: 0, current: 0, last: -1, previous: -1, past: -1, next: 1 }), unit),
    ([move, of], { today }) => unitAround(today, of, move),
  ),
  map(sequence(skip(phrase('last|past|previous')), number, unit), ([count, of], { today }) =>
    Number.isInteger(count) && count < 1000 ? lastUnits(today, of, count) : undefined,
  ),
);

/** A stretch of time with a year: 2001, March 2010, May 4, 2010, the 1990s, last month. */
export const period: Rule<Period> = memo(
  map(
    sequence(
      the,
      either(
        map(sequence(skip(optional(phrase('year|year of|years'))), year), ([value]) => yearOf(value)),
        map(sequence(skip(optional(phrase('month of'))), month, comma, year), ([value, of]) =>
          monthOf(of, value),
        ),
        map(sequence(month, the, dayOfMonth, comma, year), ([value, day, of]) => dayOf(of, value, day)),
        map(sequence(dayOfMonth, comma, month, comma, year), ([day, value, of]) => dayOf(of, value, day)),
        isoDay,
        map(decade, (first) => yearOf(first, 10)),
        map(sequence(quarter, comma, year), ([which, of]) => ({
          ...monthOf(of, which * 3 + 1),
          before: monthOf(of, which * 3 + 3).before ?? '',
        })),
        relative,
      ),
    ),
    ([value]) => value,
  ),
);
