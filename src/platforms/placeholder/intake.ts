import type { Call } from '../../core/call.ts';
import type { Position } from '../../core/job-queue.ts';
import type { Log } from '../../core/log.ts';
import { createLull } from '../../core/lull.ts';
import type { Accept, Accepted, Courier } from '../../core/platform.ts';
import type { Progress } from '../../core/progress.ts';
import type { Outlet, Outlets } from './outlets.ts';

export interface IntakeOptions {
  readonly accept: Accept;
  readonly outlets: Outlets;
  /** Remembers in which message a call is answered. */
  readonly keepMessage: (outlet: Outlet, message: string) => Promise<void>;
  readonly progress: Courier['progress'];
  readonly log: Log;
}

/** What the person sees at once. */
interface FirstAnswer {
  /** The call is stored. Gives the id of the message that will show its answer, if there is one by now. */
  acknowledge(position: Position): Promise<string | undefined>;
  refuse(refused: Extract<Accepted, { kind: 'refused' }>): Promise<unknown>;
}

/** Hands a call in, and answers at once; whatever else there is to show waits for that. Never rejects. */
export type Intake = (call: Call, first: FirstAnswer) => Promise<void>;

export function createIntake({ accept, outlets, keepMessage, progress, log }: IntakeOptions): Intake {
  const lull = createLull();

  /** What is shown from now on is an edit of this. */
  const show = (call: Call, what: Progress): Promise<void> =>
    lull
      .reached()
      .then(() => progress(call, what))
      .catch((error) => log.debug({ callId: call.id, err: error }, 'progress was not shown'));

  /** `shown` is when that is shown which is told by an edit. */
  const acknowledge = async (call: Call, first: FirstAnswer, position: Position) => {
    const { ahead, etaMs } = position;
    const message = await first.acknowledge(position);
    if (message !== undefined) await keepMessage(outlets.of(call), message);
    // Who is next may wait all the same, for what is running to end.
    if (ahead > 0 || etaMs > 0) return { shown: show(call, { kind: 'waiting', ahead, etaMs }) };
    if (message === undefined) return { shown: show(call, { kind: 'working', step: 'thinking' }) };
    return { shown: Promise.resolve() };
  };

  return async (call, first) => {
    using _ = lull.enter();
    const outlet = outlets.of(call);
    outlet.isNew = true;
    const line = { callId: call.id, platform: call.platform, command: call.command };
    const answered = Promise.withResolvers<void>();
    void outlet.inTurn(() => answered.promise);
    let shown = Promise.resolve();
    let answeredFirst: (() => void) | undefined;
    try {
      const accepted = await accept(call);
      if (accepted.kind !== 'accepted') outlets.forget(call.id);
      switch (accepted.kind) {
        case 'accepted':
          ({ answeredFirst } = accepted);
          ({ shown } = await acknowledge(call, first, accepted));
          break;
        case 'refused':
          await first.refuse(accepted);
          break;
        case 'duplicate':
          break;
      }
    } catch (error) {
      // What is stored is answered all the same: the courier finds another way.
      log.warn({ ...line, err: error }, 'the first answer did not reach its platform');
    } finally {
      answered.resolve();
      // An edit that is under way must not cover what another process shows.
      void shown.then(answeredFirst);
    }
  };
}
