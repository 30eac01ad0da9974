import type { Counted, Vote } from '../../src/core/feedback.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Say } from '../../src/core/text.ts';
import { short } from './short.ts';

export interface Rated {
  readonly vote: Vote['vote'];
  /** The best label of the picture that it is about: foreign text. */
  readonly label: string | undefined;
  readonly comment: string | undefined;
  readonly counted: Counted;
  readonly say: Say;
}

/** Says what has been counted, so that nobody wonders whether a press was heard. */
export function ratedReply({ counted, ...rated }: Rated): Reply {
  const { say } = rated;
  const heard = counted === 'known' ? say('rate.known') : opinionOf(rated);
  return {
    title: say('rate.title'),
    summary: counted === 'changed' ? `${heard} ${say('rate.changed')}` : heard,
    tone: 'good',
    blocks: [],
    actions: [],
    visibility: 'caller',
  };
}

function opinionOf({ vote, label, comment, say }: Omit<Rated, 'counted'>): string {
  if (label === undefined) return say(vote === 'up' ? 'rate.up' : 'rate.down');
  const names = { label: short(label), right: short(comment ?? '') };
  if (vote === 'up') return say('rate.right', names);
  return say(comment === undefined ? 'rate.wrong' : 'rate.wrongIs', names);
}
