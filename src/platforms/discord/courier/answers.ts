import type { Call } from '../../../core/call.ts';
import type { Reply } from '../../../core/reply.ts';

const asking = ['ask', 'run-again'];

/** An answer that people can go on asking about, or a question back. */
export const isAnswer = ({ command }: Call, { tone }: Reply): boolean =>
  asking.includes(command) && tone !== 'warning' && tone !== 'problem';

/** One that everybody sees, outside of any thread: it opens one. */
export const opensThread = (call: Call, reply: Reply): boolean =>
  isAnswer(call, reply) && reply.visibility === 'channel' && call.conversation.thread === undefined;
