import type { types } from '@slack/bolt';
import type { Reply, TableBlock } from '../../../core/reply.ts';
import { drawTable } from '../../../render/plain-table.ts';
import { cut, thatFit } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { visible } from '../../../render/visible.ts';
import { maxCaption, messageColumns } from '../limits.ts';
import { type DrawnTable, nativeTable } from './native-table.ts';
import { preformatted, richText } from './rich-text.ts';
import { rowList } from './row-list.ts';
import { smallPrint } from './small-print.ts';

/** How tables are drawn: Slack's that can be sorted, its plain one, or lines of a code block. */
export type TableLook = 'data_table' | 'table' | 'code';

export interface TableRoom extends Scene {
  readonly room: number;
  readonly look: TableLook;
}

/** UTF-16 units that are kept for saying what was left out. */
const noteRoom = 300;
const headLines = 2;

/** A page of a result; what does not fit is left out, and it says so. */
export function tableBlocks(table: TableBlock, reply: Reply, to: TableRoom): types.KnownBlock[] {
  if (table.rows.length === 0 || table.columns.length === 0 || to.room < noteRoom) return [];
  // A result can be had as a file. What we say about ourselves cannot, so that nothing of it may be cut.
  const ofResult = reply.actions.some(({ command }) => command === 'csv' || command === 'page');
  const { blocks, rows, columns } = drawn(table, {
    ...to,
    room: to.room - noteRoom,
    title: reply.title,
    ofResult,
  });
  const left = [
    ...leftOut(table.rows.length - rows, 'rowsLeft', to),
    ...leftOut(table.columns.length - columns, 'columnsLeft', to),
  ];
  const csv = reply.actions.some(({ command }) => command === 'csv') ? [to.say('chat.csvHasAll')] : [];
  const note = left.length > 0 ? [...left, ...csv].join(' ') : '';
  return [...blocks, ...smallPrint(note, noteRoom)];
}

function drawn(
  table: TableBlock,
  {
    room,
    look,
    locale,
    say,
    title,
    ofResult,
  }: TableRoom & { readonly title: string; readonly ofResult: boolean },
): DrawnTable {
  if (look !== 'code') {
    const caption = cut(visible(title), maxCaption).trim() || say('ask.rowCount', { count: table.totalRows });
    return nativeTable(table, { room, look, caption, locale });
  }
  const { lines, columns, whole } = drawTable(table, { locale, maxWidth: messageColumns });
  if (!whole && !ofResult) return rowList(table, { room, locale });
  const shown = thatFit(
    lines.map((line) => line.trimEnd()),
    room,
  );
  const rows = Math.max(0, shown.length - headLines);
  return { blocks: rows === 0 ? [] : richText(preformatted(shown.join('\n'))), rows, columns };
}

const leftOut = (count: number, what: 'rowsLeft' | 'columnsLeft', { say }: Scene): string[] =>
  count > 0 ? [say(`chat.${what}`, { count })] : [];
