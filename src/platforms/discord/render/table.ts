import type { Reply, TableBlock } from '../../../core/reply.ts';
import { displayCell, isText } from '../../../render/cell.ts';
import { drawTable } from '../../../render/plain-table.ts';
import { thatFit } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import { visible } from '../../../render/visible.ts';
import { embedColumns } from '../limits.ts';
import { inertLine } from './escape.ts';
import { fencedLines } from './fence.ts';

/** UTF-16 units that are kept for saying what was left out. */
const noteRoom = 200;
const headLines = 2;

/** A page of a result as an aligned block; what is longer than `room` is left out, and it says so. */
export function tableText(
  table: TableBlock,
  actions: Reply['actions'],
  { room, ...scene }: Scene & { readonly room: number },
): string {
  if (table.rows.length === 0 || room < noteRoom) return '';
  const drawn = drawTable(table, { locale: scene.locale, maxWidth: embedColumns });
  // A result can be had as a file. What we say about ourselves cannot, so that nothing of it may be cut.
  const ofResult = actions.some(({ command }) => command === 'csv' || command === 'page');
  if (!drawn.whole && !ofResult) return listText(table, scene, room);

  const { text, shown } = fencedLines(drawn.lines, room - noteRoom);
  const rows = Math.max(0, shown - headLines);
  const notes = [
    ...leftOut(table.rows.length - rows, 'rowsLeft', scene),
    ...leftOut(table.columns.length - drawn.columns, 'columnsLeft', scene),
  ];
  const csv = actions.some(({ command }) => command === 'csv') ? [scene.say('chat.csvHasAll')] : [];
  const note = notes.length > 0 ? [`-# ${[...notes, ...csv].join(' ')}`] : [];
  return [...(rows === 0 ? [] : [text]), ...note].join('\n');
}

/** A line for each row, which wraps: the first cell names it. */
function listText({ columns, rows }: TableBlock, scene: Scene, room: number): string {
  const lines = rows.map((row) => {
    const [name = '', ...rest] = columns.map((column, at) => {
      const cell = row[at] ?? null;
      const shown = cell === null || cell === '' ? '' : displayCell(cell, column, scene.locale);
      return at === 0 || shown === '' || isText(column) ? shown : `${visible(column.name)}: ${shown}`;
    });
    const about = rest.filter((part) => part !== '').map(inertLine);
    const named = name === '' ? '' : `**${inertLine(name)}**`;
    return [named, about.join(' · ')].filter((part) => part !== '').join(' – ');
  });
  const shown = thatFit(lines, room - noteRoom);
  const note = leftOut(lines.length - shown.length, 'rowsLeft', scene).map((words) => `-# ${words}`);
  return [...shown, ...note].join('\n');
}

const leftOut = (count: number, what: 'rowsLeft' | 'columnsLeft', { say }: Scene): string[] =>
  count > 0 ? [say(`chat.${what}`, { count })] : [];
