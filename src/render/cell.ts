import type { Cell, ResultColumn } from '../core/data-source.ts';
import { sayIn } from '../core/text.ts';
import { formatNumber } from './numbers.ts';
import { shortened } from './shortened.ts';
import { visible } from './visible.ts';

/** How null is shown, so that it differs from an empty text. */
const nullSign = '∅';

// Numbers that name a thing are not amounts: 10025 is no "10,025".
const naming = /(^|[\s_])(id|ids|no|nr|num|zip|zipcode|postcode|code|key|year)$|[a-z](Id|ID|Code|Key|Year)$/;

/** Nobody reads more in a cell, and splitting a megabyte into characters would hold up everybody else. UTF-16 units. */
const maxLength = 500;

/**
 * A value of a result on one line, as people read it: null as ∅, numbers by locale, foreign text made harmless. Very long text is
 * cut; the CSV has the whole.
 */
export function displayCell(value: Cell, column: ResultColumn, locale: string): string {
  if (value === null) return nullSign;
  const cell = typeof value === 'string' ? shortened(value, maxLength) : value;
  if (typeof cell === 'boolean') return yesOrNo(cell, locale);
  switch (column.kind) {
    case 'integer':
    case 'decimal':
      return naming.test(column.name) ? visible(String(cell)) : visible(formatNumber(cell, locale));
    case 'boolean':
      // SQLite and MySQL keep booleans as 0 and 1.
      return cell === 0 || cell === 1 ? yesOrNo(cell === 1, locale) : visible(String(cell));
    case 'datetime':
      return visible(String(cell)).replace(/^(\d{4}-\d{2}-\d{2})T/, '$1 ');
    case 'date':
    case 'text':
    case 'other':
      return typeof cell === 'number' ? formatNumber(cell, locale) : visible(cell);
  }
}

const yesOrNo = (value: boolean, locale: string): string => sayIn(locale)(value ? 'value.yes' : 'value.no');

export const isNumeric = (column: ResultColumn): boolean =>
  column.kind === 'integer' || column.kind === 'decimal';

export const isText = (column: ResultColumn): boolean => column.kind === 'text' || column.kind === 'other';
