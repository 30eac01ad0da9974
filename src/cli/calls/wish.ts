import { randomUUIDv7 } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { commands } from '../../../commands/index.ts';
import type { StoredCall } from '../../core/call-store.ts';
import type { WishAnswer, WishKind } from '../../core/wish.ts';
import { answerToCancel } from '../../core/wishes/cancel.ts';
import { answerToRetry } from '../../core/wishes/retry.ts';
import type { Store } from '../../store/open.ts';
import { type Io, UsageError } from '../command.ts';
import { refuseFor } from '../refuse.ts';
import { withStore } from '../with-store.ts';

const optionSpecs = { json: { type: 'boolean', default: false } } as const;

/** What can be said without the Magpie that runs. */
const answers: Readonly<Record<WishKind, (stored: StoredCall) => WishAnswer | undefined>> = {
  cancel: answerToCancel,
  retry: (stored) => answerToRetry(stored, commands),
};

/** `magpie calls cancel` and the like: hands it to the Magpie that runs, and tells what came of it. */
export const wish =
  (kind: WishKind) =>
  async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: optionSpecs,
      allowPositionals: true,
    });
    const [callId, ...others] = positionals;
    if (callId === undefined || others.length > 0)
      throw new UsageError(`calls ${kind} needs the id of one call`);
    const { json } = values;
    const tell = (text: string, value: object) => {
      io.out(json ? `${JSON.stringify({ id: callId, ...value })}\n` : `${text}\n`);
      return 0;
    };
    return withStore(
      io,
      json,
      async (store) => {
        const stored = await store.calls.get(callId);
        if (!stored) return refuseFor(`there is no call ${callId}`, json, io);
        const answer = answers[kind](stored) ?? (await handIn(store, { callId, kind }, io.signal));
        if (answer === 'no Magpie runs')
          return tell('No Magpie runs on this store: the next start does it first.', { verdict: 'waits' });
        if (answer === 'not yet')
          return refuseFor(
            `the Magpie that runs has not done it yet; it will: calls show ${callId}`,
            json,
            io,
          );
        if (answer.verdict === 'refused') return refuseFor(answer.why, json, io);
        return tell(doneText[kind](callId, answer.newCallId), answer);
      },
      'beside',
    );
  };

/** Milliseconds: work that runs may take a moment to stop. */
const waitMs = 10_000;
const everyMs = 100;

async function handIn(
  { wishes, isWorkedOn }: Pick<Store, 'wishes' | 'isWorkedOn'>,
  { callId, kind }: { readonly callId: string; readonly kind: WishKind },
  signal: AbortSignal,
): Promise<WishAnswer | 'no Magpie runs' | 'not yet'> {
  const id = await wishes.make({ id: randomUUIDv7(), callId, kind, madeAt: new Date().toISOString() });
  if (!(await isWorkedOn())) return 'no Magpie runs';
  for (const until = performance.now() + waitMs; performance.now() < until; ) {
    const made = await wishes.ofCall(callId);
    const answer = made.find((one) => one.id === id)?.answer;
    if (answer) return answer;
    await sleep(everyMs, undefined, { signal });
  }
  return 'not yet';
}

const doneText: Readonly<Record<WishKind, (callId: string, newCallId?: string) => string>> = {
  cancel: (callId) => `${callId} has ended as cancelled, and its person is told.`,
  retry: (callId, newCallId) => `${callId} is asked again as ${newCallId}.`,
};
