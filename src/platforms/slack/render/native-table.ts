import type { types } from '@slack/bolt';
import type { Cell, ResultColumn } from '../../../core/data-source.ts';
import type { TableBlock } from '../../../core/reply.ts';
import { displayCell, isNumeric } from '../../../render/cell.ts';
import { cut, thatFit } from '../../../render/room.ts';
import { visible } from '../../../render/visible.ts';
import { maxColumnName, maxTableColumns, maxTableRows, maxTableText, tablePageRows } from '../limits.ts';
import { bold, paragraph, richText } from './rich-text.ts';

/** What of a table found room. */
export interface DrawnTable {
  readonly blocks: readonly types.KnownBlock[];
  readonly rows: number;
  readonly columns: number;
}

export interface NativeTable {
  /** UTF-16 units of all cells. */
  readonly room: number;
  readonly look: 'data_table' | 'table';
  /** Read aloud instead of the table; never empty. */
  readonly caption: string;
  /** BCP 47. */
  readonly locale: string;
}

type DrawnCell = types.RawTextElement | types.RawNumberElement;

/** A table that Slack draws: as many whole rows as fit. */
export function nativeTable(table: TableBlock, { room, look, caption, locale }: NativeTable): DrawnTable {
  const columns = table.columns.slice(0, maxTableColumns);
  const header = columns.map(({ name }) => rawText(cut(visible(name), maxColumnName)));
  const lines = table.rows
    .slice(0, look === 'table' ? maxTableRows - 1 : maxTableRows)
    .map((row) => columns.map((column, at) => cellOf(row[at] ?? null, column, locale)));
  const left = Math.min(room, maxTableText) - caption.length - textOf(header).length;
  const rows = lines.slice(0, thatFit(lines.map(textOf), left, 0).length);
  if (rows.length === 0) return { blocks: [], rows: 0, columns: columns.length };
  const block = look === 'table' ? plainBlock(header, rows, columns) : dataBlock([header, ...rows], caption);
  return { blocks: [block], rows: rows.length, columns: columns.length };
}

const dataBlock = (rows: DrawnCell[][], caption: string): types.DataTableBlock => ({
  type: 'data_table',
  caption,
  page_size: Math.min(rows.length - 1, tablePageRows),
  rows,
});

/** It knows no header and no numbers: the first row is bold, and numbers stand on the right. */
const plainBlock = (
  header: readonly types.RawTextElement[],
  rows: readonly DrawnCell[][],
  columns: readonly ResultColumn[],
): types.TableBlock => ({
  type: 'table',
  column_settings: columns.map((column) => ({
    align: isNumeric(column) ? 'right' : 'left',
    is_wrapped: true,
  })),
  rows: [
    header.flatMap(({ text }) => richText(paragraph([bold(text)]))),
    ...rows.map((row) => row.map(({ text }) => rawText(text))),
  ],
});

/** A number is sorted as one, and read as everywhere else. */
function cellOf(cell: Cell, column: ResultColumn, locale: string): DrawnCell {
  const { text } = rawText(displayCell(cell, column, locale));
  const value = isNumeric(column) && cell !== null && cell !== '' ? Number(cell) : Number.NaN;
  return Number.isFinite(value) ? { type: 'raw_number', value, text } : rawText(text);
}

/** Slack takes no empty cell. */
const rawText = (text: string): types.RawTextElement => ({
  type: 'raw_text',
  text: text.trim() === '' ? '–' : text,
});

const textOf = (cells: readonly { readonly text: string }[]): string =>
  cells.map(({ text }) => text).join('');
