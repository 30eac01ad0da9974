import { command } from '../../src/core/command.ts';
import { visible } from '../../src/render/visible.ts';
import { maxEditedSql } from '../replies/edit-action.ts';
import { runUnder } from '../replies/run-under.ts';
import { ofAnswer } from '../replies/turn-of.ts';

/** Runs what somebody made of the SQL of an answer, guarded like any other. */
export const editSql = command({
  name: 'edit-sql',
  on: 'button',
  lane: 'ask',
  options: { ...ofAnswer, sql: { kind: 'text', required: true, maxLength: maxEditedSql } },
  async run(call, context) {
    const { options, caller } = call;
    const writer = context.say('ask.editedBy', { name: visible(caller.name) });
    return runUnder(call, () => ({ sql: options.sql, writer, confirmed: false }), context);
  },
});
