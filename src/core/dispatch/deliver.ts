import type { CallStore } from '../call-store.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../meter.ts';
import { logProblem } from '../problem.ts';
import type { Ending } from './ending.ts';
import { type RetryPolicy, retry } from './retry.ts';
import type { CallsUnderWay, UnderWay } from './under-way.ts';
import { unlessAborted } from './unless-aborted.ts';

export interface DeliverOptions {
  readonly underWay: CallsUnderWay;
  readonly store: CallStore;
  readonly log: Log;
  readonly meter: Meter;
  readonly now: () => Date;
  readonly saving: RetryPolicy;
  readonly delivering: RetryPolicy;
  /** Milliseconds that one try may take. */
  readonly maxDeliverMs: number;
  /** Milliseconds after which a reply that no try could deliver is let go. */
  readonly maxReplyAgeMs: number;
  /** Aborts when this process begins to stop: what failed then is tried again after the next start. */
  readonly stop: AbortSignal;
  /** Aborts when it ends: nothing is waited for any more. */
  readonly end: AbortSignal;
}

/** A reply that is stored and has yet to be delivered. */
interface Saved {
  readonly ending: Ending;
  readonly at: Date;
  readonly times?: Times;
}

/** Milliseconds, for the log line. */
export interface Times {
  readonly waitedMs: number;
  readonly ranMs: number;
}

export interface Deliver {
  /** In the background, tried until it works or it is given up: then false. Writes the one log line of a call. Never rejects. */
  start(way: UnderWay, saved: Saved): Promise<boolean>;
  /** Resolves when no delivery is under way. */
  idle(): Promise<void>;
}

export function createDeliver(options: DeliverOptions): Deliver {
  const { underWay, store, log, meter, now, saving, delivering, stop, end } = options;
  const deliveries = new Set<Promise<boolean>>();

  const attempt = async ({ call, courier }: UnderWay, { ending }: Saved) => {
    const delivery = unlessAborted(
      courier.deliver(call, ending.reply),
      AbortSignal.timeout(options.maxDeliverMs),
    );
    return unlessAborted(delivery, end);
  };

  const reach = async (way: UnderWay, saved: Saved): Promise<string | undefined> => {
    // An edit that came after the reply would cover it.
    await way.progress.stop();
    const { opened } = await retry(() => attempt(way, saved), delivering, stop);
    return opened;
  };

  const deliver = async (way: UnderWay, saved: Saved) => {
    const { call, command } = way;
    const { outcome, error } = saved.ending;
    const { workspace, channel } = call.conversation;
    const place = { platform: call.platform, workspace, channel };
    const about = { callId: call.id, ...place, command: command?.name, lane: command?.lane };
    const line = { ...about, ...saved.times, outcome };
    const close = (opened?: string) => retry(() => store.delivered(call.id, opened), saving, end);
    try {
      await close(await reach(way, saved));
      way.timeline.passed('deliver');
      const { id, platform, receivedAt } = call;
      meter.callEnded({
        id,
        platform,
        receivedAt,
        outcome,
        command: command?.name,
        lane: command?.lane,
        spans: way.timeline.spans,
      });
      if (error === undefined) log.info(line, 'call done');
      else logProblem(error, log, line);
      return true;
    } catch (why) {
      const letGo = now().getTime() - saved.at.getTime() > options.maxReplyAgeMs;
      if (letGo) await close();
      log.error({ ...line, err: why }, letGo ? 'reply never delivered' : 'reply kept for the next start');
      return letGo;
    }
  };

  return {
    start(way, saved) {
      const delivery = deliver(way, saved)
        .catch((error) => {
          log.error({ callId: way.call.id, err: error }, 'reply kept for the next start');
          return false;
        })
        .finally(() => {
          deliveries.delete(delivery);
          underWay.forget(way.call.id);
        });
      deliveries.add(delivery);
      return delivery;
    },
    async idle() {
      while (deliveries.size > 0) await Promise.all(deliveries);
    },
  };
}
