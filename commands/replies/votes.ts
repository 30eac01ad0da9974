import type { Action } from '../../src/core/reply.ts';
import type { Say } from '../../src/core/text.ts';

/** Right or wrong, for each picture of the answer to this call; whoever says wrong can say what it is. */
export function verdicts(call: string, pictures: number, say: Say): Action[] {
  return Array.from({ length: pictures }, (_, at) => at + 1).flatMap((picture): Action[] => {
    const options = { call, picture };
    const named = (label: string) => (pictures === 1 ? label : say('actions.ofPicture', { picture, label }));
    return [
      { command: 'rate', options: { ...options, vote: 'up' }, label: named(say('actions.right')) },
      {
        command: 'rate',
        options: { ...options, vote: 'down' },
        label: named(say('actions.wrong')),
        input: { option: 'comment', label: say('actions.rightLabel') },
      },
    ];
  });
}

/** Thumbs up and down for the answer to this call, each with a line of why. */
export function votes(call: string, say: Say): Action[] {
  const input = { option: 'comment', label: say('actions.comment') };
  return [
    { command: 'rate', options: { call, vote: 'up' }, label: say('actions.up'), input },
    { command: 'rate', options: { call, vote: 'down' }, label: say('actions.down'), input },
  ];
}
