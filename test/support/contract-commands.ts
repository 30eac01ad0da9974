import { command } from '../../src/core/command.ts';
import { aReply } from './a-call.ts';

/** Commands that a platform lists in tests; the contract answers for them. */
export const ask = command({
  name: 'ask',
  on: 'slash',
  lane: 'ask',
  options: {
    question: { kind: 'text', required: true, maxLength: 1000 },
    private: { kind: 'flag', required: false },
  },
  run: async () => ({ reply: aReply() }),
});

export const help = command({
  name: 'help',
  on: 'slash',
  lane: 'now',
  options: {},
  run: async () => ({ reply: aReply() }),
});
