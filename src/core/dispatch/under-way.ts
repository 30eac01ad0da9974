import type { Call } from '../call.ts';
import type { AnyCommand } from '../command.ts';
import type { Job, Position } from '../job-queue.ts';
import type { Log } from '../log.ts';
import type { Courier } from '../platform.ts';
import { type Say, sayIn } from '../text.ts';
import { createProgressThrottle, type ProgressThrottle } from './progress-throttle.ts';

/** What this process holds of a call until its answer is delivered. */
export interface UnderWay {
  readonly call: Call;
  /** Undefined when a call from before an upgrade names a command that no longer exists. */
  readonly command: AnyCommand | undefined;
  readonly courier: Courier;
  readonly say: Say;
  readonly progress: ProgressThrottle;
  /** Milliseconds of performance.now(): when this process took it in. */
  readonly since: number;
  /** Milliseconds of performance.now(): an answer after this is of no use. The wall clock may jump, this does not. */
  readonly answerBefore: number;
}

export interface CallsUnderWay {
  /** Undefined when there is no courier of its platform. `shown` is the position that the acknowledgement tells. */
  open(call: Call, shown?: Position): UnderWay | undefined;
  get(callId: string): UnderWay | undefined;
  /** Its message is edited no more. */
  forget(callId: string): void;
  forgetAll(): void;
  showPosition(callId: string, position: Position): void;
}

export interface UnderWayOptions {
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly couriers: ReadonlyMap<string, Courier>;
  readonly log: Log;
  readonly now: () => Date;
}

export function createCallsUnderWay({ commands, couriers, log, now }: UnderWayOptions): CallsUnderWay {
  const all = new Map<string, UnderWay>();
  const forget = (callId: string) => {
    all.get(callId)?.progress.stop();
    all.delete(callId);
  };
  return {
    open(call, shown) {
      const courier = couriers.get(call.platform);
      if (!courier) return undefined;
      const since = performance.now();
      const way: UnderWay = {
        call,
        command: commands.get(call.command),
        courier,
        say: sayIn(call.caller.locale),
        progress: createProgressThrottle({
          everyMs: courier.editEveryMs,
          edit: async (progress) => courier.progress(call, progress),
          ...(shown && { shown: { kind: 'waiting', ...shown } }),
          log,
        }),
        since,
        answerBefore: since + Date.parse(call.answerBy) - now().getTime(),
      };
      all.set(call.id, way);
      return way;
    },
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
