import { command } from '../../src/core/command.ts';
import { runUnder } from '../replies/run-under.ts';
import { ofAnswer } from '../replies/turn-of.ts';

/** Runs the stored SQL once more. `confirmed`: whoever pressed has read what it takes. */
export const runAgain = command({
  name: 'run-again',
  on: 'button',
  lane: 'ask',
  options: { ...ofAnswer, confirmed: { kind: 'flag', required: false } },
  run: (call, context) =>
    runUnder(call, (stored) => ({ ...stored, confirmed: call.options.confirmed }), context),
});
