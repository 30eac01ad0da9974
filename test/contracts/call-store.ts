import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import type { CallStore } from '../../src/core/call-store.ts';
import { aCall, ada, aReply, aTurn, birds, bo, planes } from '../support/a-call.ts';

const view = { viewerId: 'ada', commands: ['ask', 'classify'], limit: 10 };

/** What every CallStore does. `open` gives an empty one. */
export function callStoreContract(name: string, open: () => Promise<CallStore>): void {
  describe(`calls in ${name}`, () => {
    test('a call comes back as it went in', async () => {
      const calls = await open();
      const call = aCall({ conversation: { ...birds, thread: 't1' }, options: { top: 3, private: true } });
      expect(await calls.insert(call)).toBe(true);
      expect(await calls.get(call.id)).toMatchObject({ call, state: 'queued', attempts: 0 });
      expect(await calls.byDedupeKey('web', call.dedupeKey)).toEqual(await calls.get(call.id));
    });

    test('what was said twice is one call; other platforms have keys of their own', async () => {
      const calls = await open();
      const first = aCall({ dedupeKey: 'same' });
      const again = aCall({ dedupeKey: 'same' });
      const elsewhere = aCall({ dedupeKey: 'same', platform: 'slack' });
      expect(await Promise.all([first, again, elsewhere].map((call) => calls.insert(call)))).toEqual([
        true,
        false,
        true,
      ]);
      expect(await calls.get(again.id)).toBeUndefined();
      expect((await calls.byDedupeKey('web', 'same'))?.call.id).toBe(first.id);
    });

    test('an id that is taken is no duplicate, but a fault', async () => {
      const calls = await open();
      const call = aCall();
      await calls.insert(call);
      await expect(calls.insert({ ...call, dedupeKey: 'other' })).rejects.toThrow();
    });

    test('what nobody stored is not there', async () => {
      const calls = await open();
      expect(await calls.get('nothing')).toBeUndefined();
      expect(await calls.byDedupeKey('web', 'nothing')).toBeUndefined();
      expect(await calls.begin('nothing')).toBeUndefined();
      expect(await calls.finish('nothing', { outcome: 'done', reply: aReply() })).toBe(false);
    });

    test('the address of an answer can be made more exact while there is one to come', async () => {
      const calls = await open();
      const call = aCall();
      await calls.insert(call);
      await calls.readdress(call.id, { token: 'secret-token', message: '7' }, 'thread-7');
      expect((await calls.get(call.id))?.call.replyTo).toEqual({ token: 'secret-token', message: '7' });
      expect((await calls.get(call.id))?.opened).toBe('thread-7');
      await calls.finish(call.id, { outcome: 'done', reply: aReply() });
      await calls.delivered(call.id);
      await calls.readdress(call.id, { token: 'secret-token', message: '8' });
      expect((await calls.get(call.id))?.call.replyTo).toBeNull();
    });

    test('a call goes from queued to running to replying to its outcome', async () => {
      const calls = await open();
      const call = aCall();
      await calls.insert(call);
      expect(await calls.begin(call.id)).toMatchObject({ state: 'running', attempts: 1 });
      expect(await calls.begin(call.id)).toBeUndefined();
      expect(await calls.finish(call.id, { outcome: 'failed', reply: aReply() })).toBe(true);
      expect(await calls.get(call.id)).toMatchObject({
        state: 'replying',
        outcome: 'failed',
        reply: aReply(),
      });
      await calls.delivered(call.id, 'thread-1');
      expect(await calls.get(call.id)).toMatchObject({
        state: 'failed',
        outcome: 'failed',
        opened: 'thread-1',
      });
    });

    test('an answer is stored once: the second end changes nothing', async () => {
      const calls = await open();
      const call = aCall();
      await calls.insert(call);
      const ends = await Promise.all([
        calls.finish(call.id, { outcome: 'cancelled', reply: aReply({ summary: 'first' }) }),
        calls.finish(call.id, { outcome: 'done', reply: aReply({ summary: 'second' }), turn: aTurn(call) }),
      ]);
      expect(ends).toEqual([true, false]);
      expect(await calls.get(call.id)).toMatchObject({ outcome: 'cancelled', reply: { summary: 'first' } });
      await calls.delivered(call.id);
      expect(await calls.finish(call.id, { outcome: 'done', reply: aReply() })).toBe(false);
      expect((await calls.get(call.id))?.state).toBe('cancelled');
    });

    test('only what is replying is delivered', async () => {
      const calls = await open();
      const call = aCall();
      await calls.insert(call);
      await calls.delivered(call.id);
      expect((await calls.get(call.id))?.state).toBe('queued');
    });

    test('what was cut off is put back, and its attempt counts or not', async () => {
      const calls = await open();
      const [one, two, waiting] = [aCall(), aCall(), aCall()];
      for (const call of [one, two, waiting]) await calls.insert(call);
      for (const call of [one, two]) await calls.begin(call.id);
      await calls.putBack([one.id, two.id, waiting.id], 'does not count');
      for (const call of [one, two, waiting]) {
        expect(await calls.get(call.id)).toMatchObject({ state: 'queued', attempts: 0 });
      }
      await calls.begin(one.id);
      await calls.putBack([one.id], 'counts');
      expect(await calls.get(one.id)).toMatchObject({ state: 'queued', attempts: 1 });
      expect(await calls.begin(one.id)).toMatchObject({ state: 'running', attempts: 2 });
      await calls.putBack([], 'counts');
    });

    test('putting back leaves an answer alone', async () => {
      const calls = await open();
      const call = aCall();
      await calls.insert(call);
      await calls.begin(call.id);
      await calls.finish(call.id, { outcome: 'done', reply: aReply() });
      await calls.putBack([call.id], 'counts');
      expect((await calls.get(call.id))?.state).toBe('replying');
    });

    test('the address of the answer is kept until the call has ended, and no longer', async () => {
      const calls = await open();
      const call = aCall({ replyTo: { token: 'secret-token' } });
      await calls.insert(call);
      await calls.finish(call.id, { outcome: 'done', reply: aReply() });
      expect((await calls.get(call.id))?.call.replyTo).toEqual({ token: 'secret-token' });
      await calls.delivered(call.id);
      expect((await calls.get(call.id))?.call.replyTo).toBeNull();
    });

    test('an attachment that is ours takes the place of its address', async () => {
      const calls = await open();
      const picture = { kind: 'attachment', name: 'magpie.png', size: 3, address: 'https://cdn/1' } as const;
      const call = aCall({ command: 'classify', options: { image: picture, top: 3 } });
      await calls.insert(call);
      const ours = { kind: 'attachment', name: 'magpie.png', size: 3, sha256: 'a'.repeat(64) } as const;
      await calls.keepAttachment(call.id, 'image', ours);
      expect((await calls.get(call.id))?.call.options).toEqual({ image: ours, top: 3 });
    });

    test('the address of a file that could not be fetched goes when the call ends', async () => {
      const calls = await open();
      const picture = { kind: 'attachment', name: 'a.png', size: 3 } as const;
      const call = aCall({
        command: 'classify',
        options: { image: { ...picture, address: { url: 'signed' } }, top: 3 },
      });
      await calls.insert(call);
      await calls.finish(call.id, { outcome: 'failed', reply: aReply() });
      expect((await calls.get(call.id))?.call.options).toEqual({ image: picture, top: 3 });
    });

    test('what is unfinished is found, oldest first', async () => {
      const calls = await open();
      const [queued, running, replying, done] = [aCall(), aCall(), aCall(), aCall()];
      for (const call of [done, replying, running, queued]) await calls.insert(call);
      await calls.begin(running.id);
      for (const call of [replying, done]) {
        await calls.finish(call.id, { outcome: 'done', reply: aReply() });
      }
      await calls.delivered(done.id);
      const found = await calls.unfinished();
      expect(found.map(({ call, state }) => [call.id, state])).toEqual([
        [queued.id, 'queued'],
        [running.id, 'running'],
        [replying.id, 'replying'],
      ]);
    });

    test('a channel shows its openers, a thread its opener and its calls, neither the buttons', async () => {
      const calls = await open();
      const opener = aCall();
      const inThread = aCall({ conversation: { ...birds, thread: 'thread-1' } });
      const otherThread = aCall({ conversation: { ...birds, thread: 'thread-2' } });
      const button = aCall({ command: 'show-sql' });
      const elsewhere = aCall({ conversation: planes });
      const stranger = aCall({ conversation: { workspace: 'other', channel: 'birds' } });
      for (const call of [opener, inThread, otherThread, button, elsewhere, stranger]) {
        await calls.insert(call);
      }
      await calls.finish(opener.id, { outcome: 'done', reply: aReply() });
      await calls.delivered(opener.id, 'thread-1');

      const shown = async (thread?: string) => {
        const found = await calls.inConversation({ ...birds, ...(thread && { thread }) }, view);
        return found.map(({ call }) => call.id);
      };
      expect(await shown()).toEqual([opener.id]);
      expect(await shown('thread-1')).toEqual([opener.id, inThread.id]);
      expect(await shown('thread-2')).toEqual([otherThread.id]);
      expect(await calls.inConversation(birds, { ...view, commands: [] })).toEqual([]);
    });

    test('follow-ups are counted by thread, as far as the viewer may see them', async () => {
      const calls = await open();
      const followUp = (thread: string, different: Partial<Call> = {}) =>
        calls.insert(aCall({ conversation: { ...birds, thread }, ...different }));
      await followUp('thread-1');
      await followUp('thread-1', { caller: bo, options: { question: 'q', private: true } });
      await followUp('thread-1', { command: 'show-sql' });
      await followUp('thread-2');
      await followUp('thread-3', { conversation: { ...planes, thread: 'thread-3' } });
      const counts = await calls.followUps(birds, ['thread-1', 'thread-3', 'none'], view);
      expect([...counts]).toEqual([['thread-1', 1]]);
      expect(await calls.followUps(birds, ['thread-1'], { ...view, viewerId: bo.id })).toEqual(
        new Map([['thread-1', 2]]),
      );
      expect(await calls.followUps(birds, [], view)).toEqual(new Map());
    });

    test('of many calls the last are shown, oldest first', async () => {
      const calls = await open();
      const three = [aCall(), aCall(), aCall()];
      for (const call of three) await calls.insert(call);
      const found = await calls.inConversation(birds, { ...view, limit: 2 });
      expect(found.map(({ call }) => call.id)).toEqual(three.slice(1).map(({ id }) => id));
      const earlier = await calls.inConversation(birds, { ...view, limit: 1, before: three[2]?.id });
      expect(earlier.map(({ call }) => call.id)).toEqual([three[1]?.id]);
    });

    test('what is for its caller alone is shown to nobody else, before and after the answer', async () => {
      const calls = await open();
      const open_ = aCall();
      const secret = aCall({ options: { question: 'q', private: true } });
      const problem = aCall();
      for (const call of [open_, secret, problem]) await calls.insert(call);
      const seenBy = async (viewerId: string) => {
        const found = await calls.inConversation(birds, { ...view, viewerId });
        return found.map(({ call }) => call.id);
      };
      expect(await seenBy(bo.id)).toEqual([open_.id, problem.id]);
      await calls.finish(problem.id, { outcome: 'failed', reply: aReply({ visibility: 'caller' }) });
      await calls.finish(secret.id, { outcome: 'done', reply: aReply({ visibility: 'caller' }) });
      expect(await seenBy(bo.id)).toEqual([open_.id]);
      expect(await seenBy(ada.id)).toEqual([open_.id, secret.id, problem.id]);
    });
  });
}
