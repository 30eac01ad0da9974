/** From this day on, up to but not including that day; ISO dates. An open end is left out. */
export interface Period {
  readonly from?: string;
  readonly before?: string;
}

export const months: ReadonlyMap<string, number> = new Map(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((name, at) => [
      [name, at + 1],
      [name.slice(0, 3), at + 1],
      ...(name === 'september' ? [['sept', 9] as const] : []),
    ]),
);

/** 0 is Sunday, as in strftime('%w'). */
export const weekdays: ReadonlyMap<string, number> = new Map(
  'sunday monday tuesday wednesday thursday friday saturday'.split(' ').map((name, at) => [name, at]),
);

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade';

const iso = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (year: number, month: number, day = 1): Date => new Date(Date.UTC(year, month - 1, day));

export const yearOf = (year: number, years = 1): Period => ({
  from: `${pad(year)}-01-01`,
  before: `${pad(year + years)}-01-01`,
});
export const monthOf = (year: number, month: number): Period => ({
  from: iso(utc(year, month)),
  before: iso(utc(year, month + 1)),
});
/** The month that is exactly this long; undefined when there is none. */
export function monthIn({ from = '', before = '' }: Period): number | undefined {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const whole = monthOf(year, month);
  return whole.from === from && whole.before === before ? month : undefined;
}
export const dayOf = (year: number, month: number, day: number): Period => ({
  from: iso(utc(year, month, day)),
  before: iso(utc(year, month, day + 1)),
});

const pad = (year: number): string => String(year).padStart(4, '0');

/** The day itself, if there is such a day: there is no 30 February. */
export function dayFrom(text: string): Period | undefined {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const period = dayOf(year, month, day);
  return period.from === text ? period : undefined;
}

/** The unit that holds `today`, moved by so many: unitAround('2024-05-03', 'month', -1) is April 2024. Weeks begin on Monday. */
export function unitAround(today: string, unit: Unit, move: number): Period {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  switch (unit) {
    case 'day':
      return dayOf(year, month, day + move);
    case 'week': {
      const monday = day - ((utc(year, month, day).getUTCDay() + 6) % 7) + move * 7;
      return { from: iso(utc(year, month, monday)), before: iso(utc(year, month, monday + 7)) };
    }
    case 'month':
      return monthOf(year, month + move);
    case 'quarter': {
      const first = Math.floor((month - 1) / 3) * 3 + 1 + move * 3;
      return { from: iso(utc(year, first)), before: iso(utc(year, first + 3)) };
    }
    case 'year':
      return yearOf(year + move);
    case 'decade':
      return yearOf((Math.floor(year / 10) + move) * 10, 10);
  }
}

/** The last so many units up to and with today: "in the past 30 days". */
export function lastUnits(today: string, unit: Unit, count: number): Period {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const back: Record<Unit, Date> = {
    day: utc(year, month, day - count),
    week: utc(year, month, day - 7 * count),
    month: utc(year, month - count, day),
    quarter: utc(year, month - 3 * count, day),
    year: utc(year - count, month, day),
    decade: utc(year - 10 * count, month, day),
  };
  return { from: iso(back[unit]), before: iso(utc(year, month, day + 1)) };
}
