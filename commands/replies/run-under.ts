import type { Answered } from '../../src/ask/answer-question.ts';
import { runStatement } from '../../src/ask/run-statement.ts';
import type { Answer, CommandContext } from '../../src/core/command.ts';
import { MagpieError } from '../../src/core/errors.ts';
import { answerWith } from './answer.ts';
import { costlyAnswer } from './costly.ts';
import { runningFor } from './running-for.ts';
import { type AskedTurn, type ButtonCall, sourceOf, turnOf } from './turn-of.ts';

export interface Statement extends Pick<Answered, 'sql' | 'memo'> {
  /** Who wrote it; absent when it is only run again. */
  readonly writer?: string;
  /** Whoever pressed has read what it takes. */
  readonly confirmed: boolean;
}

/** Answers the question of an earlier answer with a statement on the same source, guarded like a new one: the rules may have changed since. */
export async function runUnder(
  call: ButtonCall,
  statementOf: (asked: AskedTurn['asked']) => Statement,
  context: CommandContext,
): Promise<Answer> {
  const { services, signal } = context;
  const found = await turnOf(call, services);
  const { turn, asked } = found;
  const { request: question, visibility } = turn;
  const source = await sourceOf(found, services, signal);
  const { sql, memo, writer, confirmed } = statementOf(asked);
  const statement = { sql, ...(memo !== undefined && { memo }) };
  const parts = { call, question, source, file: asked.file, visibility };
  const run = await runStatement(sql, { ...runningFor(call, { question, source }, context), confirmed });
  switch (run.kind) {
    case 'ran': {
      const answered = { kind: 'answered', ...statement, understood: question, result: run.result } as const;
      return answerWith({ ...parts, answered, ...(writer !== undefined && { writer }) }, context);
    }
    case 'costly':
      return costlyAnswer({ ...parts, costly: { ...statement, estimate: run.estimate } }, context);
    case 'failed':
      throw new MagpieError(run.code, { why: run.why });
  }
}
