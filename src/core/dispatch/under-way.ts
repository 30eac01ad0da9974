import type { Call } from '../call.ts';
import type { CallStore, StoredCall } from '../call-store.ts';
import type { AnyCommand } from '../command.ts';
import type { Job, JobQueue, Position } from '../job-queue.ts';
import type { Log } from '../log.ts';
import type { Courier, Within } from '../platform.ts';
import type { Progress } from '../progress.ts';
import { type Say, sayIn } from '../text.ts';
import { createLateCourier } from './late-courier.ts';
import { createProgressThrottle, type ProgressThrottle } from './progress-throttle.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** What this process holds of a call until its answer is delivered. */
export interface UnderWay {
  readonly call: Call;
  /** Undefined when a call from before an upgrade names a command that no longer exists. */
  readonly command: AnyCommand | undefined;
  readonly courier: Courier;
  readonly say: Say;
  readonly progress: ProgressThrottle;
  readonly timeline: Timeline;
  /** Milliseconds of performance.now(): when this process took it in. */
  readonly since: number;
  /** Milliseconds of performance.now(): an answer after this is of no use. The wall clock may jump, this does not. */
  readonly answerBefore: number;
}

export interface CallsUnderWay {
  /** Undefined when there is no courier of its platform. `shown` is the position that the acknowledgement tells. */
  open(call: Call, shown?: Position): UnderWay | undefined;
  /** The same of a call that another process took in: nothing is shown before that one has answered first. */
  openForeign(stored: StoredCall): UnderWay | undefined;
  get(callId: string): UnderWay | undefined;
  courierOf(call: Call): Courier | undefined;
  /** Its message is edited no more. */
  forget(callId: string): void;
  forgetAll(): void;
  showPosition(callId: string, position: Position): void;
}

export interface UnderWayOptions {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly couriers: ReadonlyMap<string, Courier>;
  readonly store: CallStore;
  readonly queue: JobQueue;
  readonly log: Log;
  readonly now: () => Date;
}

interface Opening {
  /** The position that the acknowledgement tells. */
  readonly shown?: Position;
  /** Milliseconds since it was received, elsewhere. */
  readonly ageMs?: number;
}

export function createCallsUnderWay(options: UnderWayOptions): CallsUnderWay {
  const { commands, couriers, store, queue, log, now } = options;
  const all = new Map<string, UnderWay>();
  /** Where a call waits is shown by the process that took it in: whoever begins it elsewhere waits for that. */
  const edit = async (courier: Courier, call: Call, progress: Progress) => {
    const { shared } = queue;
    const within: Within | undefined =
      shared && progress.kind === 'waiting' ? (show) => shared.whileWaiting(call.id, show) : undefined;
    await courier.progress(call, progress, within);
  };
  const forget = (callId: string) => {
    all.get(callId)?.progress.stop();
    all.delete(callId);
  };
  const openWith = (courier: Courier, call: Call, { shown, ageMs = 0 }: Opening = {}): UnderWay => {
    const since = performance.now() - ageMs;
    const way: UnderWay = {
      call,
      timeline: createTimeline(ageMs),
      command: commands.get(call.command),
      courier,
      say: sayIn(call.caller.locale),
      progress: createProgressThrottle({
        everyMs: courier.editEveryMs,
        edit: (progress) => edit(courier, call, progress),
        ...(shown && { shown: { kind: 'waiting', ...shown } }),
        log,
      }),
      since,
      answerBefore: performance.now() + Date.parse(call.answerBy) - now().getTime(),
    };
    all.set(call.id, way);
    return way;
  };
  return {
    open(call, shown) {
      const courier = couriers.get(call.platform);
      return courier && openWith(courier, call, { ...(shown && { shown }) });
    },
    openForeign(stored) {
      const courier = couriers.get(stored.call.platform);
      if (!courier) return undefined;
      const ageMs = Math.max(0, now().getTime() - Date.parse(stored.call.receivedAt));
      return openWith(createLateCourier(courier, stored, { store, now }), stored.call, { ageMs });
    },
    courierOf: ({ platform }) => couriers.get(platform),
    get: (callId) => all.get(callId),
    forget,
    forgetAll: () => all.keys().forEach(forget),
    showPosition: (callId, { ahead, etaMs }) =>
      all.get(callId)?.progress.show({ kind: 'waiting', ahead, etaMs }),
  };
}

/** A call of a command that no longer exists only has to be refused: that never waits. */
export const jobOf = ({ call, command }: Pick<UnderWay, 'call' | 'command'>): Job => ({
  id: call.id,
  lane: command?.lane ?? 'now',
  ...call.conversation,
  callerId: call.caller.id,
});
