import type { ResultSet } from '../../src/core/data-source.ts';
import type { Say } from '../../src/core/text.ts';
import { displayCell } from '../../src/render/cell.ts';
import { visible } from '../../src/render/visible.ts';
import { clip } from '../../src/render/width.ts';

const maxUnderstood = 300;
const maxValue = 100;

export interface Summarized {
  readonly result: ResultSet;
  /** What the writer understood: foreign text. */
  readonly understood: string;
  /** BCP 47. */
  readonly locale: string;
  readonly say: Say;
}

/** An answer in one sentence: a single value in words, of more how many rows there are, and what was understood. */
export function summaryOf({ result, understood, locale, say }: Summarized): string {
  const { columns, rows, truncated } = result;
  const values = { understood: clip(visible(understood), maxUnderstood), count: rows.length };
  const [column] = columns;
  const [row] = rows;
  if (!column || !row) return say('ask.noRows', values);
  if (truncated && rows.length > 1) return say('ask.firstRows', values);
  if (rows.length > 1 || columns.length > 1) return say('ask.rows', values);
  const cell = row[0] ?? null;
  if (cell === null || cell === '') return say('ask.noValue', values);
  return say('ask.answer', { ...values, value: clip(displayCell(cell, column, locale), maxValue) });
}
