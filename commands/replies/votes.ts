import type { Action } from '../../src/core/reply.ts';
import type { Say } from '../../src/core/text.ts';

/** Thumbs up and down for the answer to this call, each with a line of why. */
export function votes(call: string, say: Say): Action[] {
  const input = { option: 'comment', label: say('actions.comment') };
  return [
    { command: 'rate', options: { call, vote: 'up' }, label: say('actions.up'), input },
    { command: 'rate', options: { call, vote: 'down' }, label: say('actions.down'), input },
  ];
}
