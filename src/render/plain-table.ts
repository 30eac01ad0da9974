import type { Cell, ResultColumn } from '../core/data-source.ts';
import { displayCell, isNumeric } from './cell.ts';
import { visible } from './visible.ts';
import { type Alignment, clip, pad, widthOf } from './width.ts';

export interface PlainTableOptions {
  /** BCP 47. */
  readonly locale: string;
  /** Columns that a line may take in a monospaced font. */
  readonly maxWidth: number;
  /** Columns that one cell may take; 40 unless told. */
  readonly maxCellWidth?: number;
}

interface Rows {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

const separator = ' │ ';
const crossing = '─┼─';
/** Below this a column says nothing any more, so a table of very many columns may become wider than asked. */
const minCellWidth = 3;

/** A table for a monospaced font, a line each for the header, a rule and the rows; all lines are equally wide. */
export function plainTable({ columns, rows }: Rows, options: PlainTableOptions): string {
  const header = columns.map((column) => visible(column.name));
  const body = rows.map((row) =>
    columns.map((column, at) => displayCell(row[at] ?? null, column, options.locale)),
  );
  const alignments = columns.map((column): Alignment => (isNumeric(column) ? 'right' : 'left'));
  const wanted = columns.map((_, at) =>
    Math.max(...[header, ...body].map((line) => widthOf(line[at] ?? ''))),
  );
  const widths = fitted(wanted, options);
  const draw = (line: readonly string[]) =>
    widths
      .map((width, at) => pad(clip(line[at] ?? '', width), width, alignments[at] ?? 'left'))
      .join(separator);
  const rule = widths.map((width) => '─'.repeat(width)).join(crossing);
  return [draw(header), rule, ...body.map(draw)].join('\n');
}

/** Takes width from the widest column first, until the line fits. */
function fitted(wanted: readonly number[], { maxWidth, maxCellWidth = 40 }: PlainTableOptions): number[] {
  const widths = wanted.map((width) => Math.max(1, Math.min(width, maxCellWidth)));
  let excess = widths.reduce((sum, width) => sum + width, separator.length * (widths.length - 1)) - maxWidth;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= minCellWidth) break;
    widths[widths.lastIndexOf(widest)] = widest - 1;
    excess -= 1;
  }
  return widths;
}
