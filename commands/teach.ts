import { command } from '../src/core/command.ts';
import { MagpieError } from '../src/core/errors.ts';
import { problemReply } from '../src/core/problem.ts';
import type { Taught } from '../src/core/taught.ts';
import type { Say } from '../src/core/text.ts';
import { classifierNamed } from './replies/classifier-named.ts';
import { labelOf } from './replies/label-of.ts';
import { lookAtEach, pictureOptions, picturesOf } from './replies/pictures-of.ts';
import { short } from './replies/short.ts';

const maxLabel = 60;

/** `/teach`: what a picture shows, as this channel calls it. `/classify` knows it from then on, here. */
export const teach = command({
  name: 'teach',
  on: 'slash',
  lane: 'vision',
  options: {
    label: { kind: 'text', required: true, maxLength: maxLabel, complete: 'labels' },
    ...pictureOptions,
    model: { kind: 'text', required: false, maxLength: 100, complete: 'models' },
    private: { kind: 'flag', required: false },
  },
  async run({ options, conversation, caller }, { services, say, signal, progress, now }) {
    const classifier = classifierNamed(services.classifiers, options.model, say);
    const label = labelOf(options.label, say);
    const learn = async ({ name, sha256 }: { readonly name: string; readonly sha256: string }) => {
      const bytes = await services.blobs.get(sha256);
      progress({ kind: 'working', step: 'looking' });
      const features = await classifier.features(bytes, signal);
      const example = { label, model: classifier.model, sha256, features, at: now().toISOString() };
      const taught = await services.taught.teach(
        conversation,
        { ...example, callerId: caller.id, callerName: caller.name },
        caller.roles.includes('admin'),
      );
      if (taught.kind === 'full' || taught.kind === 'others')
        throw new MagpieError('OPTION_INVALID', { why: refusalOf(taught, label, say) });
      return { name, taught };
    };
    const { seen, unread } = await lookAtEach({ pictures: picturesOf(options), look: learn, signal });
    const last = seen.at(-1)?.taught;
    const notes = [
      ...seen.flatMap(({ name, taught }) => noteOf(short(name), taught, say)),
      ...unread.map(({ name, error }) => `${short(name)}: ${problemReply(error, say).summary}`),
      ...(classifier.rates === 'content' ? [say('teach.aboutContent')] : []),
    ];
    return {
      reply: {
        title: say('teach.title'),
        summary: say('teach.learned', { label: last?.label ?? label, count: last?.examples ?? 0 }),
        tone: 'good',
        blocks: notes.map((text) => ({ kind: 'text', text }) as const),
        actions: [],
        // The answer can be private; what the channel knows cannot.
        footnote: say(options.private ? 'teach.keptForAll' : 'teach.kept', { model: classifier.model }),
        visibility: options.private ? 'caller' : 'channel',
      },
    };
  },
});

type Refused = Extract<Taught, { kind: 'full' | 'others' }>;

function noteOf(name: string, taught: Exclude<Taught, Refused>, say: Say): string[] {
  switch (taught.kind) {
    case 'added':
      return [];
    case 'known':
      return [say('teach.known', { name })];
    case 'moved':
      return [say('teach.moved', { name, before: taught.before })];
  }
}

function refusalOf(refused: Refused, label: string, say: Say): string {
  if (refused.kind === 'others') return say('teach.others', { before: refused.before });
  return say(refused.of === 'labels' ? 'teach.tooManyLabels' : 'teach.tooManyExamples', {
    label,
    most: refused.most,
  });
}
