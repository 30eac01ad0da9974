import type { Cell, ResultColumn } from '../core/data-source.ts';

// Excel takes a file without it for the local 8-bit encoding and garbles Hangul.
const byteOrderMark = '\u{feff}';
const number = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
// What a spreadsheet takes for the start of a formula, also in full width and behind what it does not show.
const formula = /^[\s\p{Control}\p{Format}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
// A semicolon or tab too: where the comma is the decimal sign, spreadsheets split there.
const quoted = /[",;\t\r\n]|^\s|\s$/;

/**
 * A result as CSV (RFC 4180, CRLF, UTF-8 with byte order mark) that is safe to open in a spreadsheet: text that would be
 * a formula gets a leading apostrophe. Null is an empty field, an empty text is "".
 */
export function toCsv(table: {
  readonly columns: readonly Pick<ResultColumn, 'name'>[];
  readonly rows: readonly (readonly Cell[])[];
}): string {
  const lines = [table.columns.map((column) => column.name), ...table.rows];
  return byteOrderMark + lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  if (cell === '') return '""';
  const safe = formula.test(cell) && !number.test(cell) ? `'${cell}` : cell;
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
