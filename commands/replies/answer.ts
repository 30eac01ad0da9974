import type { Answered } from '../../src/ask/answer-question.ts';
import type { Call } from '../../src/core/call.ts';
import type { Answer, CommandContext } from '../../src/core/command.ts';
import type { AskedFile } from '../../src/core/history.ts';
import type { Action, Reply, TableBlock, Visibility } from '../../src/core/reply.ts';
import type { Source } from '../../src/core/services.ts';
import type { Say } from '../../src/core/text.ts';
import { visible, visibleLines } from '../../src/render/visible.ts';
import { clip } from '../../src/render/width.ts';
import { askedTurn } from './asked-turn.ts';
import { editAction } from './edit-action.ts';
import { footnoteOf } from './footnote.ts';
import { keepResult } from './kept-result.ts';
import { pageTurns } from './page-turns.ts';
import { summaryOf } from './summary.ts';
import { tablePage } from './table-page.ts';
import { votes } from './votes.ts';

const maxTitle = 150;

export interface AnswerParts {
  readonly call: Omit<Call, 'options'>;
  readonly question: string;
  readonly answered: Answered;
  readonly source: Source;
  /** The file that `source` is. */
  readonly file?: AskedFile | undefined;
  /** Who wrote the SQL; absent when it was only run again. */
  readonly writer?: string;
  readonly visibility: Visibility;
}

/** The answer to a question: the reply, the whole result in the blob store, and the turn by which buttons find both. */
export async function answerWith(parts: AnswerParts, context: CommandContext): Promise<Answer> {
  const { call, question, answered, source, file, visibility } = parts;
  const { sql, memo, result } = answered;
  const reply = answerReply(parts, context);
  return {
    reply,
    turn: askedTurn({
      call,
      question,
      summary: reply.summary,
      source,
      sql,
      memo,
      file,
      result: await keepResult(context.services.blobs, result),
      visibility,
      at: context.now(),
    }),
  };
}

/** The sentence, the first page of the table, the SQL, and the buttons. */
function answerReply(parts: AnswerParts, { services, say }: CommandContext): Reply {
  const { call, question, answered, source, writer, visibility } = parts;
  const { result, sql, understood } = answered;
  const { locale } = call.caller;
  const { maxRows, pageRows } = services.limits;
  const table = tablePage(result, 1, pageRows);
  return {
    title: clip(visible(question), maxTitle),
    summary: summaryOf({ result, understood, locale, say }),
    tone: 'good',
    blocks: [table, { kind: 'code', language: 'sql', text: visibleLines(sql) }],
    actions: answerActions(call.id, { table, sql }, say),
    footnote: footnoteOf({
      result,
      maxRows,
      shownColumns: table.columns.length,
      locale,
      say,
      by: [source.data.title, ...(writer === undefined ? [] : [writer])],
    }),
    visibility,
  };
}

interface Shown {
  readonly table: TableBlock;
  readonly sql: string;
}

function answerActions(call: string, { table, sql }: Shown, say: Say): Action[] {
  return [
    ...pageTurns(table, (page) => ({ command: 'page', options: { call, page } }), say),
    { command: 'show-sql', options: { call }, label: say('actions.showSql') },
    { command: 'csv', options: { call }, label: say('actions.csv') },
    { command: 'run-again', options: { call }, label: say('actions.runAgain') },
    ...editAction(call, sql, say),
    ...votes(call, say),
  ];
}
