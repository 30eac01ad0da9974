import { fullName } from '../../../core/full-name.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { wordsOf } from '../lexicon/names.ts';
import type { Shown } from '../meaning/meaning.ts';
import { freeName } from './free-name.ts';
import type { Select } from './select.ts';

const ofNumbers = { average: 'average', sum: 'total', minimum: 'lowest', maximum: 'highest' } as const;
const ofTimes = { ...ofNumbers, minimum: 'earliest', maximum: 'latest' } as const;

/**
 * What stands above each column: a name for what is computed, none for what has one. It is no column of the tables that
 * are read, since a database may take the one for the other: SQLite orders by the name rather than by the column.
 */
export function headsOf(
  { tables }: Lexicon,
  shown: readonly Shown[],
  { from, joins }: Select,
): readonly (string | undefined)[] {
  const read = new Set([from, ...joins].map(({ table }) => fullName(table)));
  const columns = tables.filter((table) => read.has(fullName(table))).flatMap((table) => table.columns);
  const used = new Set(columns.map(({ name }) => name.toLowerCase()));
  return shown.map((each) => {
    const head = headOf(each);
    return head && freeName(head, used);
  });
}

function headOf(shown: Shown): string | undefined {
  switch (shown.kind) {
    case 'place':
    case 'everything':
      return undefined;
    case 'count':
      return 'count';
    case 'part':
      return shown.part === 'year-month' ? 'month' : shown.part;
    case 'aggregate': {
      const { column, kind } = shown.place.field;
      const words = kind === 'time' || kind === 'year' ? ofTimes : ofNumbers;
      return [words[shown.statistic], ...wordsOf(column.name)].join('_');
    }
  }
}
