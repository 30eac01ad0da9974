import { runStatement } from '../../src/ask/run-statement.ts';
import { command } from '../../src/core/command.ts';
import { MagpieError } from '../../src/core/errors.ts';
import { answerWith } from '../replies/answer.ts';
import { ofAnswer, turnOf } from '../replies/turn-of.ts';

/** Runs the stored SQL once more, guarded like a new one: the rules may have changed since. */
export const runAgain = command({
  name: 'run-again',
  on: 'button',
  lane: 'ask',
  options: ofAnswer,
  async run(call, context) {
    const { services, signal, progress } = context;
    const { turn, asked, source } = await turnOf(call, services);
    const { request: question, visibility } = turn;
    const run = await runStatement(asked.sql, { source, limits: services.limits, signal, progress });
    if (!run.ok) throw new MagpieError(run.code, { why: run.why });
    const { result } = run;
    const answered = { kind: 'answered', ...asked, understood: question, result } as const;
    return answerWith({ call, question, answered, source, visibility }, context);
  },
});
