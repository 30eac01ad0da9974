import { footnoteOf } from '../../../commands/replies/footnote.ts';
import type { ResultSet } from '../../core/data-source.ts';
import type { Say } from '../../core/text.ts';
import { plainTable } from '../../render/plain-table.ts';
import { visibleLines } from '../../render/visible.ts';

export interface AnswerText {
  readonly summary: string;
  readonly result: ResultSet;
  readonly sql: string;
  readonly by: readonly string[];
  readonly maxRows: number;
  readonly locale: string;
  readonly say: Say;
}

const maxWidth = 120;

/** The answer as a terminal shows it: sentence, table, SQL, footnote. */
export function answerText({ summary, result, sql, by, maxRows, locale, say }: AnswerText): string {
  const table = result.rows.length > 0 ? [plainTable(result, { locale, maxWidth }), ''] : [];
  const footnote = footnoteOf({ result, maxRows, by, locale, say });
  return [summary, '', ...table, visibleLines(sql), '', footnote, ''].join('\n');
}
