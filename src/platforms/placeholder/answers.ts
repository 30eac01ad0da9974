import type { Call } from '../../core/call.ts';
import type { Reply } from '../../core/reply.ts';

const asking = ['ask', 'run-again', 'edit-sql'];

/** A question, whose answer people can go on asking about. */
export const isAsked = ({ command }: Pick<Call, 'command'>): boolean => asking.includes(command);

/** One that people can go on asking about: neither a question back nor a word about why there is none. */
export const isAnswer = (call: Call, { tone }: Reply): boolean => isAsked(call) && tone === 'good';

/** Outside of any thread an answer begins one, for whoever sees it. */
export const beginsThread = (call: Call, reply: Reply): boolean =>
  isAnswer(call, reply) && call.conversation.thread === undefined;
