import { expect, test } from 'vitest';
import { aCall } from '../support/a-call.ts';
import { tempStore } from '../support/temp-store.ts';

test('of calls that come at once, one that cannot be stored takes no other along', async () => {
  const { calls } = await tempStore(() => new Date());
  const [first, broken, last] = [aCall(), aCall(), aCall()];
  // What no platform sends: the column takes no null.
  const nobodys = { ...broken, caller: { ...broken.caller, id: null as unknown as string } };
  const stored = await Promise.allSettled([first, nobodys, last].map((call) => calls.insert(call)));
  expect(stored.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  const kept = await Promise.all([first, broken, last].map(({ id }) => calls.get(id)));
  expect(kept.map((each) => each?.call.id)).toEqual([first.id, undefined, last.id]);
});

test('what is written at once is written in the order in which it came', async () => {
  const { calls } = await tempStore(() => new Date());
  const call = aCall();
  const [inserted, again, begun] = await Promise.all([
    calls.insert(call),
    calls.insert({ ...aCall(), dedupeKey: call.dedupeKey }),
    calls.begin(call.id),
  ]);
  expect([inserted, again, begun?.state]).toEqual([true, false, 'running']);
});
