import type { AttachmentRef } from '../src/core/call.ts';
import { command } from '../src/core/command.ts';
import { MagpieError } from '../src/core/errors.ts';
import { problemReply } from '../src/core/problem.ts';
import { classifierNamed } from './replies/classifier-named.ts';
import { lookedAt } from './replies/looked-at.ts';
import { type RankedPicture, rankingReply } from './replies/ranking.ts';

const topUnlessSaid = 5;
const further = { kind: 'image', required: false, listed: false } as const;

/** `/classify`: what a model sees in a picture, best label first; in up to four, where they come in one message. */
export const classify = command({
  name: 'classify',
  on: 'slash',
  lane: 'vision',
  options: {
    image: { kind: 'image', required: true },
    image2: further,
    image3: further,
    image4: further,
    top: { kind: 'integer', required: false, min: 1, max: 20 },
    model: { kind: 'text', required: false, maxLength: 100, complete: 'models' },
    private: { kind: 'flag', required: false },
  },
  async run(call, { services, say, signal, progress, now }) {
    const { image, image2, image3, image4, top = topUnlessSaid, model, private: hidden } = call.options;
    const classifier = classifierNamed(services.classifiers, model, say);
    const look = async ({ name, sha256 }: AttachmentRef): Promise<RankedPicture> => {
      if (sha256 === undefined) throw new MagpieError('ATTACHMENT_GONE');
      const bytes = await services.blobs.get(sha256);
      progress({ kind: 'working', step: 'looking' });
      return { picture: { name, sha256 }, classification: await classifier.classify(bytes, top, signal) };
    };

    const ranked: RankedPicture[] = [];
    const unread: { readonly name: string; readonly error: MagpieError }[] = [];
    const pictures = [image, image2, image3, image4].filter((each) => each !== undefined);
    for (const picture of pictures) {
      try {
        ranked.push(await look(picture));
      } catch (error) {
        if (!(error instanceof MagpieError) || signal.aborted) throw error;
        // One that cannot be read takes nothing from the others.
        unread.push({ name: picture.name, error });
      }
    }
    if (ranked.length === 0) throw unread[0]?.error;
    const reply = rankingReply({
      callId: call.id,
      ranked,
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
        looked: lookedAt(classifier.model, ranked),
        at: now().toISOString(),
      },
    };
  },
});
