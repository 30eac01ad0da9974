import type { Call } from '../call.ts';
import type { CallStore } from '../call-store.ts';
import type { AnyCommand } from '../command.ts';
import { durationIn } from '../duration.ts';
import { MagpieError } from '../errors.ts';
import type { Admission, Job, JobQueue } from '../job-queue.ts';
import type { Log } from '../log.ts';
import type { Lull } from '../lull.ts';
import type { Meter } from '../meter.ts';
import type { Accept, Accepted, Courier } from '../platform.ts';
import { logProblem, problemReply } from '../problem.ts';
import { languageOf, type Say, sayIn } from '../text.ts';
import { checkCall } from './check-call.ts';
import { type Collect, missing } from './collect.ts';
import { roundedWait } from './progress-news.ts';
import { type RetryPolicy, retry } from './retry.ts';
import { instant } from './timeline.ts';
import { createTurnstile } from './turnstile.ts';
import { type CallsUnderWay, jobOf } from './under-way.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface AcceptOptions {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly queue: JobQueue;
  readonly collect: Collect;
  readonly lull: Lull;
  readonly log: Log;
  readonly meter: Meter;
  readonly takingIn: RetryPolicy;
  /** Milliseconds that one try to store a call may take. */
  readonly maxStoreMs: number;
  /** Aborts when this process takes nothing more. */
  readonly stop: AbortSignal;
}

/** Checks, admits and stores a call. A refusal leaves nothing behind: no seat, no row. */
export function createAccept(options: AcceptOptions): Accept {
  const { commands, underWay, store, queue, collect, lull, log, meter, takingIn, maxStoreMs, stop } = options;
  const { shared } = queue;
  // Storing a call holds the event loop for a millisecond: a hundred that come at once must not hold it for all of theirs.
  const turn = createTurnstile();

  /** Stores a call. Where the work is shared it takes its seat in the same transaction, and is not stored where there is none. */
  const seatOf = (call: Call, job: Job, { answersFirst }: Courier) => {
    let admission: Admission | undefined;
    const entry = { ready: missing(call.options).length === 0, answersFirst };
    const joining = shared?.join(job, entry, (told) => {
      admission = told;
    });
    return {
      admission: () => admission,
      store: () => unlessAborted(store.insert(call, joining), AbortSignal.timeout(maxStoreMs)),
    };
  };

  /** Those who wait for it do not wait for ever. */
  const answered = (id: string) => () =>
    void store
      .told(id)
      .catch((error) => log.debug({ callId: id, err: error }, 'that a call was answered first is not noted'));

  return async (given) => {
    const { id, platform, caller, dedupeKey } = given;
    const began = instant();
    const say = sayIn(caller.locale);
    const refuse = (error: MagpieError, retryAfterMs?: number): Accepted => {
      const line = { callId: id, platform, code: error.code };
      meter.callRefused(error.code);
      if (error.cause === undefined) log.info(line, 'call refused');
      else logProblem(error, log, line);
      const reply = problemReply(error, say);
      return {
        kind: 'refused',
        reply,
        code: error.code,
        ...(retryAfterMs !== undefined && { retryAfterMs }),
      };
    };

    using _ = lull.enter();
    await turn();
    if (stop.aborted) return refuse(new MagpieError('CLOSING'));
    const checked = checkCall(commands.get(given.command), given, say);
    if (!checked.ok) return refuse(checked.error);
    const call = { ...given, options: checked.values };
    const job = jobOf({ call, command: checked.command });
    try {
      // Where a seat is taken with the row, that tells of an earlier one too.
      const earlier = shared ? undefined : await store.byDedupeKey(platform, dedupeKey);
      if (earlier) return { kind: 'duplicate', callId: earlier.call.id };

      const admission = queue.admit(job);
      if (admission.kind === 'full') {
        return refuse(queueFull(admission, caller.locale, say), admission.etaMs);
      }
      const courier = underWay.courierOf(call);
      if (!courier) throw new Error(`no courier for ${platform}`);
      const seat = seatOf(call, job, courier);
      const inserted = await retry(() => seat.store(), takingIn, stop);
      const joined = seat.admission() ?? admission;
      if (joined.kind === 'full') return refuse(queueFull(joined, caller.locale, say), joined.etaMs);
      const first = inserted ? undefined : await store.byDedupeKey(platform, dedupeKey);
      // A try that failed may have been stored all the same.
      if (inserted || first?.call.id === id) {
        const { ahead } = joined;
        const position = { ahead, etaMs: roundedWait(joined.etaMs) };
        const way = underWay.get(id) ?? underWay.open(call, position);
        way?.timeline.passed('accept', began);
        meter.callAccepted(job.lane, instant() - began);
        if (way) collect.enqueue(way);
        return {
          kind: 'accepted',
          ...position,
          ...(shared && courier.answersFirst && { answeredFirst: answered(id) }),
        };
      }
      queue.release(id);
      return { kind: 'duplicate', callId: first?.call.id ?? id };
    } catch (cause) {
      queue.release(id);
      return refuse(new MagpieError('STORE_UNAVAILABLE', {}, { cause }));
    }
  };
}

function queueFull(full: Extract<Admission, { kind: 'full' }>, locale: string, say: Say): MagpieError {
  return new MagpieError('QUEUE_FULL', {
    why: say(`full.${full.of}`, { limit: full.limit }),
    ahead: full.ahead,
    wait: durationIn(languageOf(locale), full.etaMs),
  });
}
