import type { Call } from '../call.ts';
import type { CallStore } from '../call-store.ts';
import type { Answer, AnyCommand } from '../command.ts';
import { MagpieError } from '../errors.ts';
import type { JobQueue, Lane, Ran } from '../job-queue.ts';
import type { Log } from '../log.ts';
import type { Lull } from '../lull.ts';
import { asMagpieError } from '../problem.ts';
import type { Services } from '../services.ts';
import { checkCall } from './check-call.ts';
import { deadlineIn } from './deadline.ts';
import { answered, type Ending, endedBy } from './ending.ts';
import type { Finish } from './finish.ts';
import { type RetryPolicy, retry } from './retry.ts';
import type { CallsUnderWay, UnderWay } from './under-way.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface RunOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly queue: JobQueue;
  readonly servicesFor: (call: Call) => Services;
  readonly finish: Finish;
  readonly lull: Lull;
  readonly log: Log;
  readonly now: () => Date;
  readonly maxRunMs: Readonly<Record<Lane, number>>;
  readonly saving: RetryPolicy;
  /** Aborts when this process begins to stop. */
  readonly stop: AbortSignal;
  /** Aborts when it ends: work that did not heed its own signal is left behind. */
  readonly end: AbortSignal;
}

/** Runs a stored call to its end; `after` so many attempts that were cut off, when somebody else began it last. Never rejects. */
export type Run = (callId: string, signal: AbortSignal, after?: number) => Promise<Ran>;

export function createRun(options: RunOptions): Run {
  const { underWay, store, queue, servicesFor, finish, lull, log, now, maxRunMs, saving, stop, end } =
    options;

  const answer = async (
    call: Call,
    command: AnyCommand,
    way: UnderWay,
    signal: AbortSignal,
  ): Promise<Answer> => {
    signal.throwIfAborted();
    const services = servicesFor(call);
    return command.run(call, { services, signal, progress: way.progress.show, say: way.say, now });
  };

  const attempt = async (call: Call, way: UnderWay, outer: AbortSignal): Promise<Ending> => {
    // Checked again: what was stored before an upgrade may not fit the command of today.
    const checked = checkCall(way.command, call, way.say);
    if (!checked.ok) return endedBy(checked.error, way.say);
    const left = way.answerBefore - performance.now();
    if (left <= 0) return endedBy(new MagpieError('DEADLINE_PASSED'), way.say);
    using deadline = deadlineIn(Math.min(left, maxRunMs[checked.command.lane]), outer);
    try {
      const checkedCall = { ...call, options: checked.values };
      const done = await unlessAborted(answer(checkedCall, checked.command, way, deadline.signal), end);
      // An answer that came late or while the process stops is still an answer; one that was cancelled is not wanted.
      return isUnwanted(outer) ? endedBy(outer.reason, way.say) : answered(done);
    } catch (error) {
      return endedBy(deadline.signal.aborted ? deadline.signal.reason : error, way.say);
    }
  };

  const run = async (way: UnderWay, signal: AbortSignal, after?: number): Promise<Ran> => {
    const { id } = way.call;
    const startedAt = performance.now();
    way.timeline.passed('wait');
    await lull.reached();
    const begin = () => (after === undefined ? store.begin(id) : store.takeOver(id, after));
    const stored = await retry(begin, saving, stop);
    if (!stored) {
      underWay.forget(id);
      return { kind: 'over' };
    }
    const ending = await attempt(stored.call, way, signal);
    way.timeline.passed('run');
    const { code } = asMagpieError(ending.error);
    // The store went away under it: where somebody will take it up again, it is not over.
    const cutOff = code === 'TAKEN_OVER' || (code === 'STORE_UNAVAILABLE' && queue.shared !== undefined);
    if (code === 'CLOSING' || cutOff) {
      underWay.forget(id);
      if (cutOff) return { kind: 'kept' };
      await retry(() => store.putBack([id], 'does not count'), saving, end);
      return { kind: 'back' };
    }
    const times = {
      waitedMs: Math.round(startedAt - way.since),
      ranMs: Math.round(performance.now() - startedAt),
    };
    return finish.end(way, ending, { times, attempt: stored.attempts });
  };

  return async (callId, signal, after) => {
    const way = underWay.get(callId);
    if (!way) return { kind: 'over' };
    try {
      return await run(way, signal, after);
    } catch (error) {
      // The store takes nothing: the row stays as it is.
      log.error({ callId, err: error }, 'call kept for the next start');
      underWay.forget(callId);
      return { kind: 'kept' };
    }
  };
}

const isUnwanted = ({ aborted, reason }: AbortSignal) =>
  aborted && ['CANCELLED', 'CANCELLED_BY_OPERATOR'].includes(asMagpieError(reason).code);
