import { command } from '../../src/core/command.ts';
import { answerHere, ofAnswer } from '../replies/turn-of.ts';

/** Thumbs up or down for an answer, with a line of why; a second vote replaces the first. */
export const rate = command({
  name: 'rate',
  on: 'button',
  lane: 'now',
  visibility: 'caller',
  options: {
    ...ofAnswer,
    vote: { kind: 'choice', required: true, choices: ['up', 'down'] },
    comment: { kind: 'text', required: false, maxLength: 1000 },
  },
  async run(call, { services, say, now }) {
    const { callId } = await answerHere(call, services);
    const { vote, comment } = call.options;
    await services.feedback.rate({
      callId,
      callerId: call.caller.id,
      vote,
      ...(comment !== undefined && { comment }),
      at: now().toISOString(),
    });
    return {
      reply: {
        title: say('ask.rated'),
        summary: say(vote === 'up' ? 'ask.ratedUp' : 'ask.ratedDown'),
        tone: 'good',
        blocks: [],
        actions: [],
        visibility: 'caller',
      },
    };
  },
});
