import type { TableBlock } from '../../../core/reply.ts';
import { displayCell, isText } from '../../../render/cell.ts';
import { thatFit } from '../../../render/room.ts';
import { visible } from '../../../render/visible.ts';
import type { DrawnTable } from './native-table.ts';
import { bold, bullets, paragraph, plain, richText } from './rich-text.ts';

/** A line for each row, which wraps: the first cell names it. */
export function rowList(
  { columns, rows }: TableBlock,
  { room, locale }: { readonly room: number; readonly locale: string },
): DrawnTable {
  const lines = rows.map((row) => {
    const [name = '', ...rest] = columns.map((column, at) => {
      const cell = row[at] ?? null;
      const shown = cell === null || cell === '' ? '' : displayCell(cell, column, locale);
      return at === 0 || shown === '' || isText(column) ? shown : `${visible(column.name)}: ${shown}`;
    });
    return { name, about: rest.filter((part) => part !== '').join(' · ') };
  });
  const shown = thatFit(
    lines.map(({ name, about }) => name + about),
    room,
    separator.length,
  ).length;
  const items = lines
    .slice(0, shown)
    .flatMap(({ name, about }) =>
      paragraph([bold(name), ...(name === '' || about === '' ? [] : [plain(separator)]), plain(about)]),
    );
  return { blocks: richText(bullets(items)), rows: shown, columns: columns.length };
}

const separator = ' – ';
