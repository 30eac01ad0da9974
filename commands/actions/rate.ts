import { command } from '../../src/core/command.ts';
import { MagpieError } from '../../src/core/errors.ts';
import { ratedReply } from '../replies/rated.ts';
import { answerHere, ofAnswer } from '../replies/turn-of.ts';

/** What somebody thinks of an answer, or of the best label of one of its pictures, with a line of why. */
export const rate = command({
  name: 'rate',
  on: 'button',
  lane: 'now',
  visibility: 'caller',
  options: {
    ...ofAnswer,
    vote: { kind: 'choice', required: true, choices: ['up', 'down'] },
    picture: { kind: 'integer', required: false, min: 1, max: 4 },
    comment: { kind: 'text', required: false, maxLength: 1000 },
  },
  async run(call, { services, say, now }) {
    const { callId, looked } = await answerHere(call, services);
    const { vote, picture, comment } = call.options;
    const seen = picture === undefined ? undefined : looked?.pictures[picture - 1];
    if (picture !== undefined && !seen) throw new MagpieError('CALL_UNKNOWN');
    const counted = await services.feedback.rate({
      callId,
      callerId: call.caller.id,
      vote,
      ...(picture !== undefined && { picture }),
      ...(comment !== undefined && { comment }),
      at: now().toISOString(),
    });
    return { reply: ratedReply({ vote, label: seen?.label, comment, counted, say }) };
  },
});
