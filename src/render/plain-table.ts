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

export interface DrawnTable {
  /** The header, a rule and the rows; all equally wide. */
  readonly lines: readonly string[];
  /** How many columns found room. */
  readonly columns: number;
  /** Whether every column is there, and no cell ends in an ellipsis. */
  readonly whole: boolean;
}

/** A drawn table as one text. */
export const plainTable = (table: Rows, options: PlainTableOptions): string =>
  drawTable(table, options).lines.join('\n');

/**
 * A table for a monospaced font. Long text ends in an ellipsis; numbers and dates are kept whole, and columns that find no room are
 * left out for an ellipsis at the end.
 */
export function drawTable(table: Rows, { locale, maxWidth }: PlainTableOptions): DrawnTable {
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
  return {
    lines: [draw(header), rule, ...body.map(draw)],
    columns: widths.length,
    whole:
      !cut && widths.every((width, at) => Math.max(wanted[at]?.header ?? 0, wanted[at]?.cells ?? 0) <= width),
  };
}
