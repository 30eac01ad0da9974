import type { Cell, ResultColumn } from '../core/data-source.ts';
import { displayCell, isNumeric, isText } from './cell.ts';
import { type ColumnWidth, fittedWidths } from './column-widths.ts';
import { visible } from './visible.ts';
import { type Alignment, clip, pad, widthOf } from './width.ts';

export interface PlainTableOptions {
  /** BCP 47. */
  readonly locale: string;
  /** Columns that a line may take in a monospaced font; at least 20. */
  readonly maxWidth: number;
}

interface Rows {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const separator = ' │ ';
const crossing = '─┼─';
/** Stands for the columns that found no room. */
const more = '…';

/**
 * A table for a monospaced font, a line each for the header, a rule and the rows; all lines are equally wide. Long text ends in
 * an ellipsis; numbers and dates are kept whole, and columns that find no room are left out for an ellipsis at the end.
 */
export function plainTable(table: Rows, { locale, maxWidth }: PlainTableOptions): string {
  const { rows } = table;
  // More never fit, whatever they hold: each takes one character and a separator.
  const columns = table.columns.slice(0, Math.floor(maxWidth / (1 + separator.length)) + 2);
  const header = columns.map((column) => visible(column.name));
  const body = rows.map((row) => columns.map((column, at) => displayCell(row[at] ?? null, column, locale)));
  const wanted = columns.map((column, at): ColumnWidth => {
    const cells = body.reduce((widest, line) => Math.max(widest, widthOf(line[at] ?? '')), 1);
    return { header: widthOf(header[at] ?? ''), cells, whole: !isText(column) };
  });
  const alignments = columns.map((column): Alignment => (isNumeric(column) ? 'right' : 'left'));
  const widths = fittedWidths(wanted, maxWidth, widthOf(separator));
  const cut = widths.length < columns.length;

  const draw = (line: readonly string[]) => {
    const drawn = widths.map((width, at) => {
      return pad(clip(line[at] ?? '', width), width, alignments[at] ?? 'left');
    });
    return (cut ? [...drawn, more] : drawn).join(separator);
  };
  const rule = [...widths, ...(cut ? [1] : [])].map((width) => '─'.repeat(width)).join(crossing);
  return [draw(header), rule, ...body.map(draw)].join('\n');
}
