/** A text as the standard spells it: nothing in it but a quote has a meaning. */
export const standardText = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The parts of a date for strftime() of C, which most databases took over. */
export const timeFormats = {
  year: '%Y',
  month: '%m',
  weekday: '%w',
  day: '%Y-%m-%d',
  'year-month': '%Y-%m',
} as const;
