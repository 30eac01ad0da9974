import type { Column, Table } from '../../../core/data-source.ts';
import { generic, splitName } from './names.ts';

/** By what things are called, the likeliest first. */
const naming = ['name', 'title', 'full name', 'label', 'caption'];

/** The columns by which people tell rows apart: a name, a title, first and last name. None when there is only a key. */
export function labelsOf(table: Table): readonly Column[] {
  const own = splitName(table.name);
  const texts = table.columns.filter((column) => column.kind === 'text');
  const named = (wanted: string) => texts.find((column) => isCalled(splitName(column.name), wanted, own));
  const [first, last] = [named('first name') ?? named('forename'), named('last name') ?? named('surname')];
  if (first && last) return [first, last];
  for (const wanted of naming) {
    const column = named(wanted);
    if (column) return [column];
  }
  const sameAsTable = texts.find(
    (column) => splitName(column.name).join(' ') === own.filter((word) => !generic.has(word)).at(-1),
  );
  if (sameAsTable) return [sameAsTable];
  const almost = texts.filter((column) => ['name', 'title'].includes(splitName(column.name).at(-1) ?? ''));
  return almost.length === 1 ? almost : [];
}

/** Its name is `name`, or the table's name and `name`: stadium_name. */
function isCalled(words: readonly string[], wanted: string, table: readonly string[]): boolean {
  if (words.join(' ') === wanted) return true;
  const [first = ''] = words;
  const end = words.slice(-wanted.split(' ').length).join(' ');
  return end === wanted && table.includes(first) && words.length <= table.length + 1;
}
