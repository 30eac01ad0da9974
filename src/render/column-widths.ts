export interface ColumnWidth {
  /** Columns of a monospaced font that its name takes. */
  readonly header: number;
  /** That its widest cell takes; at least 1. */
  readonly cells: number;
  /** A cut number or date would be another one: its cells are kept whole. */
  readonly whole: boolean;
}

/** No text takes more, and text that must give way keeps so much. */
const maxText = 40;
const minText = 8;

/**
 * The width of each column so that a line fits into `maxWidth`, with `separator` between two columns. The widest that can give way
 * do so first. When that is not enough there are fewer widths than columns, and room for one more column of width 1.
 */
export function fittedWidths(
  columns: readonly ColumnWidth[],
  maxWidth: number,
  separator: number,
): readonly number[] {
  const lineOf = (widths: readonly number[]) =>
    widths.reduce((sum, width) => sum + width, separator * (widths.length - 1));
  const least = columns.map((column) => Math.min(leastOf(column), maxWidth - separator - 1));
  let shown = columns.length;
  while (shown > 1 && lineOf(least.slice(0, shown)) > roomFor(shown)) shown -= 1;
  const widths = columns.slice(0, shown).map(wantedOf);

  let excess = lineOf(widths) - roomFor(shown);
  while (excess > 0) {
    const spare = widths.map((width, at) => (width > (least[at] ?? 0) ? width : 0));
    const widest = spare.lastIndexOf(Math.max(...spare));
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;

  function roomFor(count: number): number {
    return count < columns.length ? maxWidth - separator - 1 : maxWidth;
  }
}

const wantedOf = ({ header, cells, whole }: ColumnWidth): number =>
  Math.max(cells, header) <= maxText ? Math.max(cells, header) : Math.max(maxText, whole ? cells : 0);

const leastOf = ({ header, cells, whole }: ColumnWidth): number => {
  const name = Math.min(header, minText);
  return Math.max(whole ? cells : Math.min(cells, minText), name);
};
