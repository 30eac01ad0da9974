import { onTestFinished } from 'vitest';
import type { AnyCommand } from '../../src/core/command.ts';
import { createDispatch, type Dispatch, type Patience } from '../../src/core/dispatch.ts';
import type { JobQueue, Lane } from '../../src/core/job-queue.ts';
import type { Services } from '../../src/core/services.ts';
import { createInProcessQueue } from '../../src/queue/in-process.ts';
import type { SeatLimits } from '../../src/queue/seats.ts';
import type { Store } from '../../src/store/open.ts';
import { noon } from './a-call.ts';
import { createFakeCourier, type FakeCourier } from './fake-courier.ts';
import { usualSeats } from './usual-seats.ts';

export interface HouseOptions {
  readonly store: Store;
  readonly commands: readonly AnyCommand[];
  readonly concurrency?: Partial<Record<Lane, number>>;
  readonly limits?: Partial<SeatLimits>;
  readonly patience?: Partial<Patience>;
  readonly courier?: FakeCourier;
  readonly now?: () => Date;
}

interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly [key: string]: unknown;
}

/** One process of Magpie, its platform a fake. Several over one store are one process after another. */
export interface House {
  readonly dispatch: Dispatch;
  readonly queue: JobQueue;
  readonly courier: FakeCourier;
  readonly lines: readonly LogLine[];
  /** The process is gone by this: nobody closes it. */
  abandon(kill: () => void): void;
}

const soon = { firstMs: 5, maxMs: 20, giveUpMs: 2000 };
const impatient = {
  takingIn: { firstMs: 5, maxMs: 20, giveUpMs: 200 },
  saving: soon,
  delivering: soon,
  lastMs: 200,
  alone: { calmMs: 10, busyMs: 500 },
  pausesMs: [0, 10, 20],
};

/** A dispatch that has not resumed yet; closed when the test has finished. */
export function aHouse(options: HouseOptions): House {
  const { store, commands, now = () => new Date(noon) } = options;
  const courier = options.courier ?? createFakeCourier();
  const lines: LogLine[] = [];
  const write = (level: string) => (data: object, message: string) =>
    void lines.push({ level, message, ...data });
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const queue = createInProcessQueue({
    concurrency: { vision: 1, ask: 1, now: 4, ...options.concurrency },
    limits: { ...usualSeats, ...options.limits },
  });
  const { calls, history, blobs, feedback } = store;
  // The commands of these tests use no classifier, source or writer.
  const services = {
    history,
    blobs,
    feedback,
    cancel: (callId: string, callerId: string) => dispatch.cancel(callId, callerId),
  } as unknown as Services;
  const dispatch: Dispatch = createDispatch({
    commands,
    couriers: new Map([['web', courier]]),
    store: calls,
    blobs,
    queue,
    servicesFor: () => services,
    log,
    now,
    patience: { ...impatient, ...options.patience },
  });
  let abandoned = false;
  onTestFinished(async () => {
    if (!abandoned) await dispatch.close(0);
  });
  const abandon = (kill: () => void) => {
    abandoned = true;
    kill();
  };
  return { dispatch, queue, courier, lines, abandon };
}

/** A house that has resumed. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const house = aHouse(options);
  await house.dispatch.resume();
  return house;
}
