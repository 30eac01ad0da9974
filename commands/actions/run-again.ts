import { runStatement } from '../../src/ask/run-statement.ts';
import { command } from '../../src/core/command.ts';
import { MagpieError } from '../../src/core/errors.ts';
import { answerWith } from '../replies/answer.ts';
import { costlyAnswer } from '../replies/costly.ts';
import { runningFor } from '../replies/running-for.ts';
import { ofAnswer, sourceOf, turnOf } from '../replies/turn-of.ts';

/**
 * Runs the stored SQL once more, guarded like a new one: the rules may have changed since. `confirmed`: whoever pressed has read
 * what it takes.
 */
export const runAgain = command({
  name: 'run-again',
  on: 'button',
  lane: 'ask',
  options: { ...ofAnswer, confirmed: { kind: 'flag', required: false } },
  async run(call, context) {
    const found = await turnOf(call, context.services);
    const { turn, asked } = found;
    const source = await sourceOf(found, context.services, context.signal);
    const { request: question, visibility } = turn;
    const { confirmed } = call.options;
    const running = runningFor(call, { question, source }, context);
    const run = await runStatement(asked.sql, { ...running, confirmed });
    switch (run.kind) {
      case 'ran': {
        const answered = { kind: 'answered', ...asked, understood: question, result: run.result } as const;
        return answerWith({ call, question, answered, source, file: asked.file, visibility }, context);
      }
      case 'costly':
        return costlyAnswer(
          { call, question, costly: { ...asked, estimate: run.estimate }, source, file: asked.file, visibility },
          context,
        );
      case 'failed':
        throw new MagpieError(run.code, { why: run.why });
    }
  },
});
