import { html } from 'hono/html';
import type { Reply } from '../../../core/reply.ts';
import { displayCell } from '../../../render/cell.ts';
import type { Html } from './html.ts';

/** The only value of a reply's table, as its sentence says it; undefined when there are more, or it is not in there. */
export function saidValue({ summary, blocks }: Reply, locale: string): string | undefined {
  const tables = blocks.filter((block) => block.kind === 'table');
  const [
    {
      columns: [column, ...columns],
      rows: [row, ...rows],
    } = { columns: [], rows: [] },
    ...more
  ] = tables;
  const value = row?.[0];
  if (!column || value === undefined || columns.length + rows.length + more.length > 0) return undefined;
  const said = displayCell(value, column, locale);
  return placeIn(summary, said) === undefined ? undefined : said;
}

/** Where it stands as a word of its own: "a" is not the beginning of "answer". In Korean a particle may follow. */
const placeIn = (text: string, word: string): number | undefined =>
  word === ''
    ? undefined
    : new RegExp(String.raw`(?<![\p{L}\p{N}])${RegExp.escape(word)}(?![\p{Script=Latin}\p{N}])`, 'u').exec(
        text,
      )?.index;

/** The sentence, with the value that was asked for standing out. */
export function sentence(reply: Reply, locale: string): Html {
  const said = saidValue(reply, locale);
  const at = said === undefined ? undefined : placeIn(reply.summary, said);
  if (said === undefined || at === undefined) return html`${reply.summary}`;
  return html`${reply.summary.slice(0, at)}<b>${said}</b>${reply.summary.slice(at + said.length)}`;
}
