import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { WishKind } from '../../src/core/wish.ts';
import type { Store } from '../../src/store/open.ts';
import { aCall, ada, birds, noon } from '../support/a-call.ts';

let made = 0;

const aWish = (callId: string, kind: WishKind = 'cancel') => ({
  id: randomUUIDv7(),
  callId,
  kind,
  madeAt: new Date(Date.parse(noon) + made++).toISOString(),
});

/** What every WishStore does, beside the calls and the history of the same store. `open` gives an empty one. */
export function wishStoreContract(
  name: string,
  open: () => Promise<Pick<Store, 'calls' | 'history' | 'wishes'>>,
): void {
  describe(`wishes in ${name}`, () => {
    test('a wish is open until it is answered, and only the first answer counts', async () => {
      const { calls, wishes } = await open();
      const call = aCall();
      await calls.insert(call);
      const wish = aWish(call.id);
      expect(await wishes.make(wish)).toBe(wish.id);
      expect(await wishes.open()).toEqual([wish]);
      const refused = { verdict: 'refused', why: 'it is over' } as const;
      await wishes.answer(wish.id, refused, new Date(noon));
      await wishes.answer(wish.id, { verdict: 'done' }, new Date(noon));
      expect(await wishes.open()).toEqual([]);
      expect(await wishes.ofCall(call.id)).toEqual([{ ...wish, answer: refused }]);
    });

    test('the same wish twice is one, until it is answered', async () => {
      const { calls, wishes } = await open();
      const call = aCall();
      await calls.insert(call);
      const [first, second, third] = [aWish(call.id), aWish(call.id), aWish(call.id)];
      await wishes.make(first);
      expect(await wishes.make(second)).toBe(first.id);
      await wishes.answer(first.id, { verdict: 'done', newCallId: 'another' }, new Date(noon));
      expect(await wishes.make(third)).toBe(third.id);
      const answer = { verdict: 'done', newCallId: 'another' };
      expect(await wishes.ofCall(call.id)).toEqual([{ ...first, answer }, third]);
    });

    test('a wish needs its call, and goes with it', async () => {
      const { calls, history, wishes } = await open();
      await expect(wishes.make(aWish('nothing'))).rejects.toThrow();
      const call = aCall();
      await calls.insert(call);
      await calls.finish(call.id, {
        outcome: 'failed',
        reply: { title: '', summary: '', tone: 'problem', blocks: [], actions: [], visibility: 'caller' },
      });
      await calls.delivered(call.id);
      await wishes.make(aWish(call.id));
      await history.forget({ conversation: birds, callerId: ada.id });
      expect(await wishes.open()).toEqual([]);
    });
  });
}
