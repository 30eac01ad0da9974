import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import type { Turn } from '../../src/core/history.ts';
import type { Visibility } from '../../src/core/reply.ts';
import type { Store } from '../../src/store/open.ts';
import { aCall, ada, aReply, aTurn, birds, bo, planes } from '../support/a-call.ts';

/** What every HistoryStore and FeedbackStore does. `open` gives an empty store. */
export function historyStoreContract(name: string, open: () => Promise<Store>): void {
  const ids = (turns: readonly Turn[]) => turns.map(({ callId }) => callId);

  describe(`history in ${name}`, () => {
    test('a turn comes back as it went in', async () => {
      const store = await open();
      const call = aCall({ conversation: { ...birds, thread: 't1' } });
      const turn = aTurn(call, {
        asked: { source: 'demo', sql: 'select 1', memo: { tables: ['magpies'] } },
        result: await store.blobs.put(new TextEncoder().encode('[]')),
      });
      await ended(store, call, { turn });
      expect(await store.history.ofCall(call.id, ada.id)).toEqual(turn);
      expect(await store.history.thread(call.conversation, ada.id, 5)).toEqual([turn]);
    });

    test('a thread remembers its opener and its own; a channel remembers all', async () => {
      const store = await open();
      const opener = await answered(store, aCall(), 'thread-1');
      const followUp = await answered(store, aCall({ conversation: { ...birds, thread: 'thread-1' } }));
      const other = await answered(store, aCall({ conversation: { ...birds, thread: 'thread-2' } }));
      const elsewhere = await answered(store, aCall({ conversation: planes }));

      const thread = { ...birds, thread: 'thread-1' };
      expect(ids(await store.history.thread(thread, ada.id, 9))).toEqual([opener, followUp]);
      expect(ids(await store.history.thread(thread, ada.id, 1))).toEqual([followUp]);
      expect(ids(await store.history.thread(birds, ada.id, 9))).toEqual([]);
      expect(ids(await store.history.channel(birds, ada.id, 9))).toEqual([opener, followUp, other]);
      expect(ids(await store.history.channel(thread, ada.id, 2))).toEqual([followUp, other]);
      expect(ids(await store.history.channel(planes, ada.id, 9))).toEqual([elsewhere]);
    });

    test('a person finds what they asked in all channels of a workspace, and nothing else', async () => {
      const store = await open();
      const first = await answered(store, aCall());
      await answered(store, aCall({ caller: bo }));
      await answered(store, aCall({ command: 'classify' }));
      await answered(store, aCall({ conversation: { ...birds, workspace: 'zoo' } }));
      const alone = aCall({ conversation: { ...planes, thread: 't1' } });
      await ended(store, alone, { turn: aTurn(alone), visibility: 'caller' });
      expect(ids(await store.history.ofCaller(birds.workspace, ada.id, 9))).toEqual([first, alone.id]);
      expect(ids(await store.history.ofCaller(birds.workspace, ada.id, 1))).toEqual([alone.id]);
    });

    test("a turn is as visible as its call's reply", async () => {
      const store = await open();
      const call = aCall();
      await ended(store, call, { turn: aTurn(call), visibility: 'caller' });
      for (const [viewer, seen] of [
        [ada, [call.id]],
        [bo, []],
      ] as const) {
        expect(ids(await store.history.channel(birds, viewer.id, 9))).toEqual(seen);
        expect((await store.history.ofCall(call.id, viewer.id))?.callId).toBe(seen[0]);
      }
    });

    test('one vote per person and call, the last one counts', async () => {
      const store = await open();
      const call = aCall();
      await store.calls.insert(call);
      const vote = { callId: call.id, callerId: ada.id, vote: 'up', at: '2026-03-01T12:01:00.000Z' } as const;
      expect(await store.feedback.rate({ ...vote, comment: 'right' })).toBe('counted');
      const changed = { ...vote, vote: 'down', at: '2026-03-01T12:02:00.000Z' } as const;
      expect(await store.feedback.rate(changed)).toBe('changed');
      const other = { ...vote, callerId: bo.id, comment: 'thanks', at: '2026-03-01T12:03:00.000Z' };
      await store.feedback.rate(other);
      expect(await store.feedback.all()).toEqual([changed, other]);
      expect(await store.feedback.votesOf(ada.id, [call.id, 'gone'])).toEqual([changed]);
    });

    test('the same vote again is counted once, and takes no comment away', async () => {
      const store = await open();
      const call = aCall();
      await store.calls.insert(call);
      const vote = {
        callId: call.id,
        callerId: ada.id,
        vote: 'down',
        at: '2026-03-01T12:01:00.000Z',
      } as const;
      const said: string[] = [];
      for (const comment of [undefined, 'an owl', undefined, 'an owl', 'an eagle']) {
        said.push(await store.feedback.rate({ ...vote, ...(comment !== undefined && { comment }) }));
      }
      expect(said).toEqual(['counted', 'counted', 'known', 'known', 'changed']);
      expect(await store.feedback.all()).toEqual([{ ...vote, comment: 'an eagle' }]);
    });

    test('each picture of an answer has a vote of its own', async () => {
      const store = await open();
      const call = aCall();
      await store.calls.insert(call);
      const vote = { callId: call.id, callerId: ada.id, vote: 'up', at: '2026-03-01T12:01:00.000Z' } as const;
      const votes = [vote, { ...vote, picture: 1 }, { ...vote, picture: 2, vote: 'down' as const }];
      for (const each of votes) expect(await store.feedback.rate(each)).toBe('counted');
      expect(await store.feedback.all()).toEqual(votes);
    });

    test('a call that is not kept cannot be rated', async () => {
      const { feedback } = await open();
      const vote = { callId: 'gone', callerId: ada.id, vote: 'up', at: '2026-03-01T12:01:00.000Z' } as const;
      await expect(feedback.rate(vote)).rejects.toMatchObject({ code: 'CALL_UNKNOWN' });
    });
  });

  describe(`forgetting in ${name}`, () => {
    test("a person's calls go with turns, votes and answers; others' and other channels' stay", async () => {
      const store = await open();
      const mine = await answered(store, aCall());
      const inThread = await answered(store, aCall({ conversation: { ...birds, thread: mine } }));
      const theirs = await answered(store, aCall({ caller: bo }));
      const elsewhere = await answered(store, aCall({ conversation: planes }));
      for (const callId of [mine, theirs, elsewhere]) {
        for (const callerId of [ada.id, bo.id]) {
          await store.feedback.rate({ callId, callerId, vote: 'up', at: '2026-03-01T12:01:00.000Z' });
        }
      }

      expect(await store.history.forget({ conversation: birds, callerId: ada.id })).toEqual({
        turns: 2,
        taught: 0,
      });
      for (const id of [mine, inThread]) expect(await store.calls.get(id)).toBeUndefined();
      expect(ids(await store.history.channel(birds, ada.id, 9))).toEqual([theirs]);
      expect(ids(await store.history.channel(planes, ada.id, 9))).toEqual([elsewhere]);
      expect((await store.feedback.all()).map(({ callId, callerId }) => [callId, callerId])).toEqual([
        [theirs, bo.id],
        [elsewhere, ada.id],
        [elsewhere, bo.id],
      ]);
    });

    test('what others were told of them goes too', async () => {
      const store = await open();
      await answered(store, aCall());
      const told = await answered(store, aCall({ caller: bo, command: 'history' }));
      const theirs = await answered(store, aCall({ caller: bo }));
      await store.history.forget({ conversation: birds, callerId: ada.id, quotedBy: ['history'] });
      expect(await store.calls.get(told)).toBeUndefined();
      expect(await store.calls.get(theirs)).toBeDefined();
    });

    test('what others saw of them by a button goes too, and by the buttons under that', async () => {
      const store = await open();
      const mine = await answered(store, aCall());
      const again = await answered(
        store,
        aCall({ caller: bo, command: 'run-again', options: { call: mine } }),
      );
      const page = await answered(store, aCall({ caller: bo, command: 'page', options: { call: again } }));
      const theirs = await answered(store, aCall({ caller: bo }));
      const csv = await answered(store, aCall({ caller: bo, command: 'csv', options: { call: theirs } }));
      await store.history.forget({ conversation: birds, callerId: ada.id });
      for (const id of [mine, again, page]) expect(await store.calls.get(id)).toBeUndefined();
      for (const id of [theirs, csv]) expect(await store.calls.get(id)).toBeDefined();
    });

    test("a whole channel's calls go", async () => {
      const store = await open();
      await answered(store, aCall());
      await answered(store, aCall({ caller: bo, conversation: { ...birds, thread: 'x' } }));
      const elsewhere = await answered(store, aCall({ conversation: planes }));
      expect(await store.history.forget({ conversation: { ...birds, thread: 'x' } })).toEqual({
        turns: 2,
        taught: 0,
      });
      expect(ids(await store.history.channel(birds, ada.id, 9))).toEqual([]);
      expect(ids(await store.history.channel(planes, ada.id, 9))).toEqual([elsewhere]);
      expect(await store.history.forget({ conversation: birds })).toEqual({ turns: 0, taught: 0 });
    });

    test('calls under way are left alone', async () => {
      const store = await open();
      const waiting = aCall();
      const replying = aCall();
      for (const call of [waiting, replying]) await store.calls.insert(call);
      await store.calls.finish(replying.id, { outcome: 'done', reply: aReply(), turn: aTurn(replying) });
      expect(await store.history.forget({ conversation: birds })).toEqual({ turns: 0, taught: 0 });
      expect(await store.calls.unfinished()).toHaveLength(2);
    });

    test('of a workspace that was left nothing stays, and nothing of others goes', async () => {
      const store = await open();
      const sha256 = await store.blobs.put(new TextEncoder().encode('picture'));
      const image = { kind: 'attachment', name: 'a.png', size: 7, sha256 } as const;
      await answered(store, aCall({ options: { image } }));
      await answered(store, aCall({ caller: bo, conversation: planes }));
      const waiting = aCall();
      await store.calls.insert(waiting);
      const elsewhere = await answered(store, aCall({ conversation: { ...birds, workspace: 'zoo' } }));
      expect(await store.history.leave(birds.workspace)).toBe(2);
      expect(await store.calls.unfinished()).toEqual([]);
      await expect(store.blobs.get(sha256)).rejects.toMatchObject({ code: 'BLOB_GONE' });
      expect(await store.calls.get(elsewhere)).toBeDefined();
      // It was running when its row went.
      expect(await store.calls.finish(waiting.id, { outcome: 'done', reply: aReply() })).toBe(false);
    });

    test('blobs go with the last call that needs them', async () => {
      const store = await open();
      const put = (text: string) => store.blobs.put(new TextEncoder().encode(text));
      const [picture, result, shared] = [await put('picture'), await put('result'), await put('shared')];
      const image = (sha256: string) => ({ kind: 'attachment', name: 'a.png', size: 7, sha256 }) as const;
      const file = { kind: 'file', name: 'r.csv', mediaType: 'text/csv', sha256: shared, size: 6 } as const;

      const mine = aCall({ options: { image: image(picture) } });
      await ended(store, mine, { turn: aTurn(mine, { result }), blocks: [file] });
      const theirs = aCall({ caller: bo, options: { image: image(shared) } });
      await store.calls.insert(theirs);

      await store.history.forget({ conversation: birds, callerId: ada.id });
      for (const sha256 of [picture, result]) {
        await expect(store.blobs.get(sha256)).rejects.toMatchObject({ code: 'BLOB_GONE' });
      }
      expect(await store.blobs.get(shared)).toHaveLength(6);
    });
  });
}

type End = {
  turn: Turn;
  visibility?: Visibility;
  blocks?: ReturnType<typeof aReply>['blocks'];
  opened?: string;
};

async function ended({ calls }: Store, call: Call, { turn, opened, ...reply }: End): Promise<void> {
  await calls.insert(call);
  await calls.finish(call.id, { outcome: 'done', reply: aReply(reply), turn });
  await calls.delivered(call.id, opened);
}

async function answered(store: Store, call: Call, opened?: string): Promise<string> {
  await ended(store, call, { turn: aTurn(call), ...(opened && { opened }) });
  return call.id;
}
