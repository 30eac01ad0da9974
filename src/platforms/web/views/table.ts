import { html } from 'hono/html';
import type { Cell, ResultColumn } from '../../../core/data-source.ts';
import type { TableBlock } from '../../../core/reply.ts';
import { displayCell, isNumeric } from '../../../render/cell.ts';
import { visible } from '../../../render/visible.ts';
import { widthOf } from '../../../render/width.ts';
import type { Person } from '../access/person.ts';
import { actionButton, placeOf } from './actions.ts';
import type { Answered } from './blocks.ts';
import { type Html, nothing } from './html.ts';

export function tableBlock(
  { columns, rows, page, pages, totalRows }: TableBlock,
  { reply, call }: Answered,
  person: Person,
): Html {
  const { say } = person;
  const turns = reply.actions.flatMap((action, at) =>
    placeOf(action, reply) === 'table' ? [{ action, at, call }] : [],
  );
  const size = say('web.totalRows', { count: totalRows });
  if (rows.length === 0) return html`<p class="block-empty">${say('web.empty')}</p>`;
  return html`
    <div class="block-table" aria-live="off">
      <div class="table-box" tabindex="0" role="region" aria-label="${say('web.table', { rows: size })}">
        <table>
          <thead><tr>${columns.map((column) => heading(column))}</tr></thead>
          <tbody>${rows.map((row) => html`<tr>${columns.map((column, at) => cell(row[at] ?? null, column, person))}</tr>`)}</tbody>
        </table>
      </div>
      ${pages > 1 ? html`<div class="table-page"><span>${say('web.page', { page, pages })}</span>${turns.map((turn) => actionButton(turn, person))}</div>` : nothing}
    </div>`;
}

const heading = (column: ResultColumn): Html =>
  isNumeric(column)
    ? html`<th scope="col" class="number">${breakable(column.name)}</th>`
    : html`<th scope="col">${breakable(column.name)}</th>`;

/** 'rotten_tomatoes_rating' may break where it has its underscores: a long name must not widen a narrow column. */
const breakable = (name: string): Html =>
  html`${visible(name)
    .split(/(?<=_)/)
    .map((part) => html`${part}<wbr>`)}`;

/** Text between these widths gives way, in several lines, before the table has to be scrolled; a shorter one is not worth it, and a longer one would be a tower. */
const wraps = { from: 24, to: 60 };

function cell(value: Cell, column: ResultColumn, { locale }: Person): Html {
  if (value === null) return html`<td class="${isNumeric(column) ? 'number null' : 'null'}">null</td>`;
  const text = displayCell(value, column, locale);
  const width = widthOf(text);
  return isNumeric(column)
    ? html`<td class="number">${text}</td>`
    : html`<td><div class="cell${width > wraps.from && width <= wraps.to ? ' wraps' : ''}" dir="auto">${text}</div></td>`;
}
