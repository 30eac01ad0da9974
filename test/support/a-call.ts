import type { Call, Caller, Conversation } from '../../src/core/call.ts';
import type { Turn } from '../../src/core/history.ts';
import type { Reply } from '../../src/core/reply.ts';

const person = (id: string, name: string): Caller => ({ id, name, locale: 'en-US', roles: [] });
export const ada = person('ada', 'Ada');
export const bo = person('bo', 'Bo');

export const birds: Conversation = { workspace: 'nest', channel: 'birds' };
export const planes: Conversation = { workspace: 'nest', channel: 'planes' };

export const noon = '2026-03-01T12:00:00.000Z';
let made = 0;

/** Ada asks in #birds; every call has an id after the one before. */
export function aCall(different: Partial<Call> = {}): Call {
  made += 1;
  const id = `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`;
  return {
    id,
    platform: 'web',
    command: 'ask',
    options: { question: 'How many magpies are there?' },
    conversation: birds,
    caller: ada,
    replyTo: { token: 'secret-token' },
    dedupeKey: `key-${id}`,
    receivedAt: noon,
    answerBy: '2026-03-01T12:15:00.000Z',
    ...different,
  };
}

export const aReply = (different: Partial<Reply> = {}): Reply => ({
  title: 'Answer',
  summary: 'There are 7 magpies.',
  tone: 'plain',
  blocks: [],
  actions: [],
  visibility: 'channel',
  ...different,
});

/** What a conversation remembers of this call. */
export const aTurn = (call: Call, different: Partial<Turn> = {}): Turn => ({
  callId: call.id,
  command: call.command,
  conversation: call.conversation,
  callerId: call.caller.id,
  callerName: call.caller.name,
  visibility: 'channel',
  request: 'How many magpies are there?',
  summary: 'There are 7 magpies.',
  at: noon,
  ...different,
});
