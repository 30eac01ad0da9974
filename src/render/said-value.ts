import type { Reply } from '../core/reply.ts';
import { displayCell } from './cell.ts';

/** A reply's sentence, cut around the only value of its table. */
export interface SaidValue {
  readonly before: string;
  readonly value: string;
  readonly after: string;
}

/** Where the sentence says all that the reply's table holds; undefined when there are more values, or it does not say it. */
export function saidValue({ summary, blocks }: Reply, locale: string): SaidValue | undefined {
  const tables = blocks.filter((block) => block.kind === 'table');
  const [
    {
      columns: [column, ...columns],
      rows: [row, ...rows],
    } = { columns: [], rows: [] },
    ...more
  ] = tables;
  const cell = row?.[0];
  if (!column || cell === undefined || columns.length + rows.length + more.length > 0) return undefined;
  const value = displayCell(cell, column, locale);
  const at = placeIn(summary, value);
  return at === undefined
    ? undefined
    : { before: summary.slice(0, at), value, after: summary.slice(at + value.length) };
}

/** Where it stands as a word of its own: "a" is not the beginning of "answer". In Korean a particle may follow. */
const placeIn = (text: string, word: string): number | undefined =>
  word === ''
    ? undefined
    : new RegExp(String.raw`(?<![\p{L}\p{N}])${RegExp.escape(word)}(?![\p{Script=Latin}\p{N}])`, 'u').exec(
        text,
      )?.index;
