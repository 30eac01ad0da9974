import { command } from '../src/core/command.ts';
import { MagpieError } from '../src/core/errors.ts';
import { classifierNamed } from './replies/classifier-named.ts';
import { rankingReply } from './replies/ranking.ts';

const topUnlessSaid = 5;

/** `/classify`: what a model sees in a picture, best label first. */
export const classify = command({
  name: 'classify',
  on: 'slash',
  lane: 'vision',
  options: {
    image: { kind: 'image', required: true },
    top: { kind: 'integer', required: false, min: 1, max: 20 },
    model: { kind: 'text', required: false, maxLength: 100, complete: 'models' },
    private: { kind: 'flag', required: false },
  },
  async run(call, { services, say, signal, progress, now }) {
    const { image, top = topUnlessSaid, model, private: hidden } = call.options;
    const classifier = classifierNamed(services.classifiers, model, say);
    if (image.sha256 === undefined) throw new MagpieError('ATTACHMENT_GONE');
    const bytes = await services.blobs.get(image.sha256);

    progress({ kind: 'working', step: 'looking' });
    const classification = await classifier.classify(bytes, top, signal);
    const reply = rankingReply({
      callId: call.id,
      classification,
      rates: classifier.rates,
      picture: { name: image.name, sha256: image.sha256 },
      visibility: hidden ? 'caller' : 'channel',
      locale: call.caller.locale,
      say,
    });
    return {
      reply,
      turn: {
        callId: call.id,
        command: 'classify',
        conversation: call.conversation,
        callerId: call.caller.id,
        callerName: call.caller.name,
        visibility: reply.visibility,
        request: image.name,
        summary: reply.summary,
        at: now().toISOString(),
      },
    };
  },
});
