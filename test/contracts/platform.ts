import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Call } from '../../src/core/call.ts';
import type { Accepted, Platform } from '../../src/core/platform.ts';
import type { Reply } from '../../src/core/reply.ts';
import type { Store } from '../../src/store/open.ts';
import { aReply } from '../support/a-call.ts';
import { ask, help } from '../support/contract-commands.ts';
import { eventually } from '../support/eventually.ts';
import { tempStore } from '../support/temp-store.ts';

/** A person at the platform's own front door. */
export interface Guest {
  /** Asks in the channel or in a thread that an answer opened; resolves when the platform has its acknowledgement. */
  ask(question: string, thread?: string): Promise<void>;
  /** What the platform does when it did not hear our acknowledgement: says the last thing once more. */
  repeat(): Promise<void>;
  /** What they can read in the channel, one text for each message or note; whatever was markup is gone. */
  sees(): Promise<readonly string[]>;
}

export interface PlatformStage {
  readonly platform: Platform;
  /** Called once it listens. Two people who are in one channel. */
  guests(): Promise<{ readonly ada: Guest; readonly bo: Guest }>;
}

/** What every platform does. `open` builds one that reads replies, if it reads any, from this store. */
export function platformContract(name: string, open: (store: Store) => Promise<PlatformStage>): void {
  /** `before` may refuse a call, or hold it up. */
  async function stageWith(before: () => Promise<Accepted | undefined> = async () => undefined) {
    const store = await tempStore(() => new Date());
    const { platform, guests } = await open(store);
    const calls: Call[] = [];
    const listener = await platform.listen([ask, help], async (call) => {
      const refused = await before();
      if (refused) return refused;
      if (await store.calls.insert(call)) {
        calls.push(call);
        return { kind: 'accepted', ahead: 0, etaMs: 0 };
      }
      const known = await store.calls.byDedupeKey(call.platform, call.dedupeKey);
      return { kind: 'duplicate', callId: known?.call.id ?? '' };
    });
    onTestFinished(async () => {
      await listener.stop();
      await platform.close();
    });
    /** What dispatch does when a call has run. */
    const answer = async (call: Call, reply: Reply) => {
      await store.calls.begin(call.id);
      await store.calls.finish(call.id, { outcome: 'done', reply });
      const delivered = await platform.courier.deliver(call, reply);
      await store.calls.delivered(call.id, delivered.opened);
      return delivered;
    };
    const nextCall = () => eventually(() => calls.shift());
    return { ...(await guests()), platform, listener, store, calls, answer, nextCall };
  }
  const timesSeen = (texts: readonly string[], what: string) => texts.join('\n').split(what).length - 1;

  describe(`the platform ${name}`, () => {
    test('a question becomes a call: who asked what, where, and under which key', async () => {
      const { ada, bo, nextCall, platform } = await stageWith();
      await ada.ask('How many magpies?');
      const first = await nextCall();
      expect(first).toMatchObject({
        platform: platform.name,
        command: 'ask',
        options: { question: 'How many magpies?' },
      });
      expect(first.conversation.thread).toBeUndefined();
      await ada.ask('And crows?');
      const second = await nextCall();
      await bo.ask('And wrens?');
      const third = await nextCall();
      expect(second.caller.id).toBe(first.caller.id);
      expect(third.caller.id).not.toBe(first.caller.id);
      expect(third.conversation).toEqual(first.conversation);
      expect(new Set([first.dedupeKey, second.dedupeKey, third.dedupeKey]).size).toBe(3);
      expect(JSON.parse(JSON.stringify(first))).toEqual(first);
      expect(Date.parse(first.answerBy)).toBeGreaterThan(Date.parse(first.receivedAt));
    });

    test('what the platform says twice is one call', async () => {
      const { ada, nextCall, calls } = await stageWith();
      await ada.ask('How many magpies?');
      await nextCall();
      await ada.repeat();
      expect(calls).toEqual([]);
    });

    test('nothing is acknowledged before it is stored', async () => {
      const stored = Promise.withResolvers<undefined>();
      const { ada, nextCall } = await stageWith(() => stored.promise);
      let acknowledged = false;
      const asking = ada.ask('How many magpies?').then(() => {
        acknowledged = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(acknowledged).toBe(false);
      stored.resolve(undefined);
      await asking;
      await nextCall();
    });

    test('a refusal is read by its caller alone', async () => {
      const reply = aReply({ summary: 'Too much to do.', tone: 'warning', visibility: 'caller' });
      const { ada, bo } = await stageWith(async () => ({ kind: 'refused', reply, code: 'QUEUE_FULL' }));
      await ada.ask('How many magpies?');
      expect(timesSeen(await ada.sees(), 'Too much to do.')).toBe(1);
      expect(timesSeen(await bo.sees(), 'Too much to do.')).toBe(0);
    });

    test('what is asked again by the operator is answered in the same place, though the old address is gone', async () => {
      const { ada, bo, nextCall, answer, platform, store } = await stageWith();
      await ada.ask('How many magpies?');
      const first = await nextCall();
      await answer(first, aReply({ summary: 'It broke.', tone: 'problem', visibility: 'caller' }));
      const again = {
        ...first,
        id: randomUUIDv7(),
        dedupeKey: 'wish:1',
        replyTo: platform.courier.again(first),
      };
      await store.calls.insert(again);
      await answer(again, aReply({ summary: 'There are 7 magpies.' }));
      for (const guest of [ada, bo])
        await eventually(async () => timesSeen(await guest.sees(), 'There are 7 magpies.') === 1);
    });

    test('delivering twice shows one answer', async () => {
      const { ada, bo, nextCall, answer, platform } = await stageWith();
      await ada.ask('How many magpies?');
      const call = await nextCall();
      const reply = aReply({ summary: 'There are 7 magpies.' });
      const opened = await answer(call, reply);
      expect(await platform.courier.deliver(call, reply)).toEqual(opened);
      for (const guest of [ada, bo]) expect(timesSeen(await guest.sees(), 'There are 7 magpies.')).toBe(1);
    });

    test('progress that comes after the answer changes nothing', async () => {
      const { ada, nextCall, answer, platform } = await stageWith();
      await ada.ask('How many magpies?');
      const call = await nextCall();
      await platform.courier.progress(call, { kind: 'waiting', ahead: 3, etaMs: 9000 });
      await answer(call, aReply({ summary: 'There are 7 magpies.' }));
      const before = await ada.sees();
      await platform.courier.progress(call, { kind: 'working', step: 'running' }).catch(() => {});
      expect(await ada.sees()).toEqual(before);
    });

    test('an answer to the caller alone is not shown to others', async () => {
      const { ada, bo, nextCall, answer } = await stageWith();
      await ada.ask('How many magpies?');
      await answer(await nextCall(), aReply({ summary: 'A secret number.', visibility: 'caller' }));
      expect(timesSeen(await ada.sees(), 'A secret number.')).toBe(1);
      expect(timesSeen(await bo.sees(), 'A secret number.')).toBe(0);
    });

    test('a follow-up stands in the thread that the answer opened', async () => {
      const { ada, nextCall, answer } = await stageWith();
      await ada.ask('How many magpies?');
      const call = await nextCall();
      const { opened } = await answer(call, aReply({ tone: 'good' }));
      expect(opened).toBeTypeOf('string');
      await ada.ask('And in 2002?', opened);
      const follow = await nextCall();
      expect(follow.conversation).toEqual({ ...call.conversation, thread: opened });
      expect(await answer(follow, aReply({ summary: 'There were 5.' }))).toEqual({});
    });

    test.each([
      '<b>bold</b> & "quoted"',
      '<script>alert(1)</script>',
      '*stars* _lines_ `ticks`',
      '@everyone <!channel>',
    ])('foreign text is shown as it is: %s', async (text) => {
      const { ada, nextCall, answer } = await stageWith();
      await ada.ask('What does it say?');
      await answer(
        await nextCall(),
        aReply({ summary: text, blocks: [{ kind: 'text', text: `again ${text}` }] }),
      );
      expect(timesSeen(await ada.sees(), text)).toBe(2);
    });

    test('once it has stopped, it takes nothing more, and still delivers', async () => {
      const { ada, nextCall, answer, listener, calls } = await stageWith();
      await ada.ask('How many magpies?');
      const call = await nextCall();
      await listener.stop();
      await ada.ask('And crows?').catch(() => {});
      expect(calls).toEqual([]);
      await answer(call, aReply({ summary: 'There are 7 magpies.' }));
      expect(timesSeen(await ada.sees(), 'There are 7 magpies.')).toBe(1);
    });
  });
}
