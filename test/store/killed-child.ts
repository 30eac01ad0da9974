import { openStore } from '../../src/store/open.ts';
import { aCall, aReply, aTurn } from '../support/a-call.ts';

/** What the child has done, and been told is durable. */
export interface Said {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'replying' | 'done';
}

const { calls } = await openStore({ dir: process.argv[2] ?? '' });
const say = (said: Said) => process.send?.(said);

for (;;) {
  const call = aCall();
  const { id } = call;
  await calls.insert(call);
  say({ id, state: 'queued' });
  await calls.begin(id);
  say({ id, state: 'running' });
  await calls.finish(id, { outcome: 'done', reply: aReply(), turn: aTurn(call) });
  say({ id, state: 'replying' });
  await calls.delivered(id);
  say({ id, state: 'done' });
}
