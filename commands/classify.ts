import { command } from '../src/core/command.ts';
import { nearestLabels } from '../src/core/nearest.ts';
import { problemReply } from '../src/core/problem.ts';
import { classifierNamed } from './replies/classifier-named.ts';
import { lookedAt } from './replies/looked-at.ts';
import { lookAtEach, pictureOptions, picturesOf } from './replies/pictures-of.ts';
import { type RankedPicture, rankingReply } from './replies/ranking.ts';

const topUnlessSaid = 5;

/** `/classify`: what a model sees in a picture, best label first, beside what the channel was taught; in up to four, where they come in one message. */
export const classify = command({
  name: 'classify',
  on: 'slash',
  lane: 'vision',
  options: {
    ...pictureOptions,
    top: { kind: 'integer', required: false, min: 1, max: 20 },
    model: { kind: 'text', required: false, maxLength: 100, complete: 'models' },
    private: { kind: 'flag', required: false },
  },
  async run(call, { services, say, signal, progress, now }) {
    const { top = topUnlessSaid, model, private: hidden } = call.options;
    const classifier = classifierNamed(services.classifiers, model, say);
    const examples = await services.taught.examples(call.conversation, classifier.model);
    const look = async (picture: RankedPicture['picture']): Promise<RankedPicture> => {
      const bytes = await services.blobs.get(picture.sha256);
      progress({ kind: 'working', step: 'looking' });
      const classification = await classifier.classify(bytes, top, signal);
      if (examples.length === 0) return { picture, classification };
      const taught = nearestLabels(await classifier.features(bytes, signal), examples);
      return { picture, classification, taught };
    };

    const pictures = picturesOf(call.options);
    const { seen, unread } = await lookAtEach({ pictures, look, signal });
    const reply = rankingReply({
      callId: call.id,
      ranked: seen,
      unread: unread.map(({ name, error }) => ({ name, why: problemReply(error, say).summary })),
      rates: classifier.rates,
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
        request: pictures.map(({ name }) => name).join(', '),
        summary: reply.summary,
        looked: lookedAt(classifier.model, seen),
        at: now().toISOString(),
      },
    };
  },
});
