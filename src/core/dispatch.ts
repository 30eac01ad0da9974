import type { BlobStore } from './blob-store.ts';
import type { Call } from './call.ts';
import type { CallStore } from './call-store.ts';
import type { AnyCommand } from './command.ts';
import { createAccept } from './dispatch/accept.ts';
import { type Cancel, createCancel } from './dispatch/cancel.ts';
import { createCollect } from './dispatch/collect.ts';
import { createCompany } from './dispatch/company.ts';
import { createDeliver } from './dispatch/deliver.ts';
import { createFinish } from './dispatch/finish.ts';
import { createReplay } from './dispatch/replay.ts';
import { createResume } from './dispatch/resume.ts';
import type { RetryPolicy } from './dispatch/retry.ts';
import { createRun } from './dispatch/run.ts';
import { createTakeUp } from './dispatch/take-up.ts';
import { createCallsUnderWay } from './dispatch/under-way.ts';
import { MagpieError } from './errors.ts';
import type { JobQueue, Lane } from './job-queue.ts';
import type { Log } from './log.ts';
import { createLull } from './lull.ts';
import { type Meter, noMeter } from './meter.ts';
import type { Accept, Courier } from './platform.ts';
import type { Services } from './services.ts';

export interface DispatchOptions {
  readonly commands: readonly AnyCommand[];
  /** By the platform's name. */
  readonly couriers: ReadonlyMap<string, Courier>;
  readonly store: CallStore;
  readonly blobs: BlobStore;
  readonly queue: JobQueue;
  /** What a call may use. */
  readonly servicesFor: (call: Call) => Services;
  readonly log: Log;
  readonly meter?: Meter;
  readonly now: () => Date;
  readonly patience?: Partial<Patience>;
}

/** How long things may take, in milliseconds. */
export interface Patience {
  /** A running job of this lane. */
  readonly maxRunMs: Readonly<Record<Lane, number>>;
  /** Fetching the files of one call. */
  readonly maxFetchMs: number;
  /** After the grace of `close`: for work that does not heed its signal, and for deliveries. */
  readonly lastMs: number;
  /** Storing a new call: platforms want to hear of it within 3 s. */
  readonly takingIn: RetryPolicy;
  /** One try of it. */
  readonly maxStoreMs: number;
  /** Writing to the store from then on. */
  readonly saving: RetryPolicy;
  /** Delivering a reply; one that is given up is tried again after the next start. */
  readonly delivering: RetryPolicy;
  /** One try of a delivery. */
  readonly maxDeliverMs: number;
  /** A reply that could not be delivered for so long is let go. */
  readonly maxReplyAgeMs: number;
  /** What may have ended an earlier process runs alone, once nothing else has run for `calmMs`, or after `busyMs`. */
  readonly alone: { readonly calmMs: number; readonly busyMs: number };
  /** The same where the work is shared: whoever waits has waited for a heartbeat already. */
  readonly aloneAmongMany: { readonly calmMs: number; readonly busyMs: number };
  /** How old the process must be before that, by how many processes the call has ended; beyond the list it is given up. */
  readonly pausesMs: readonly number[];
}

const defaultPatience: Patience = {
  maxRunMs: { vision: 60_000, ask: 180_000, now: 30_000 },
  maxFetchMs: 30_000,
  lastMs: 3000,
  takingIn: { firstMs: 50, maxMs: 400, giveUpMs: 1500 },
  maxStoreMs: 2500,
  saving: { firstMs: 50, maxMs: 2000, giveUpMs: 30_000 },
  delivering: { firstMs: 500, maxMs: 60_000, giveUpMs: 3_600_000 },
  maxDeliverMs: 60_000,
  maxReplyAgeMs: 86_400_000,
  alone: { calmMs: 200, busyMs: 10_000 },
  aloneAmongMany: { calmMs: 0, busyMs: 2000 },
  pausesMs: [0, 1000, 10_000],
};

/** The life of a call: admit, store, acknowledge, queue, run, store the reply, deliver. */
export interface Dispatch {
  readonly accept: Accept;
  /** Takes up what an earlier process left, then starts the queue. Calls may be accepted meanwhile. */
  resume(): Promise<void>;
  readonly cancel: Cancel['byCaller'];
  /** The same for the operator, whoever asked. */
  readonly stop: Cancel['byOperator'];
  /** Takes nothing more; what runs has `graceMs` to end and is then put back for the next start. */
  close(graceMs: number): Promise<void>;
}

export function createDispatch(options: DispatchOptions): Dispatch {
  const { store, blobs, queue, servicesFor, log, meter = noMeter, now } = options;
  const patience = { ...defaultPatience, ...options.patience };
  const {
    takingIn,
    maxStoreMs,
    saving,
    delivering,
    maxRunMs,
    maxFetchMs,
    maxDeliverMs,
    maxReplyAgeMs,
    pausesMs,
  } = patience;
  const commands = new Map(options.commands.map((command) => [command.name, command]));
  const closing = new AbortController();
  const stop = closing.signal;
  const ending = new AbortController();

  const underWay = createCallsUnderWay({ commands, couriers: options.couriers, store, queue, log, now });
  const parts = { underWay, store, queue, lull: createLull(), log, meter, now };
  const shared = { ...parts, saving, stop, end: ending.signal };
  const deliver = createDeliver({ ...shared, delivering, maxDeliverMs, maxReplyAgeMs });
  const finish = createFinish({ ...shared, deliver });
  const run = createRun({ ...shared, servicesFor, finish, maxRunMs });
  const collect = createCollect({ ...shared, blobs, finish, maxFetchMs });
  const company = createCompany({ ...(queue.shared ? patience.aloneAmongMany : patience.alone), stop });
  const replay = createReplay({ ...shared, company, run, finish, pausesMs });
  const resume = createResume({ ...shared, collect, company, run, replay, deliver });
  const takeUp = createTakeUp({ ...shared, collect, company, run, finish, deliver, pausesMs });

  queue.onMove((waiting) => {
    for (const { id } of waiting) {
      const position = queue.position(id);
      if (position) underWay.showPosition(id, position);
    }
  });

  queue.shared?.onGone(underWay.forget);
  const cancel = createCancel({ ...shared, collect, replay, finish });

  return {
    accept: createAccept({ ...shared, commands, collect, takingIn, maxStoreMs }),
    async resume() {
      if (queue.shared) queue.start(takeUp);
      else await resume.start();
    },
    cancel: cancel.byCaller,
    stop: cancel.byOperator,
    async close(graceMs) {
      closing.abort();
      const timer = setTimeout(() => ending.abort(new MagpieError('CLOSING')), graceMs + patience.lastMs);
      await resume.close();
      await Promise.all([collect.close(), replay.close(graceMs), queue.close(graceMs)]);
      await deliver.idle();
      await queue.end();
      clearTimeout(timer);
      underWay.forgetAll();
    },
  };
}
