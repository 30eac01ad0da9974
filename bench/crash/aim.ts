import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from './product.ts';
import type { Struck } from './struck.ts';

/** What the driver tells while it works. */
export type Sight = 'accepted' | 'answer';

export interface Target {
  readonly product: Product;
  /** Milliseconds that a start takes. */
  readonly startMs: number;
  /** Resolves when the driver has seen this so many times from now on. */
  saw(sight: Sight, times: number): Promise<void>;
  /** The states in which calls are in its store now. */
  states(): Promise<Struck>;
}

type Aim = (target: Target, overdue: AbortSignal) => Promise<unknown>;

const upTo = (limit: number) => Math.floor(Math.random() * limit);
const patienceMs = 6000;

const whileItStarts: Aim = ({ startMs }) => sleep(upTo(startMs));
const whileCallsAreTakenIn: Aim = ({ saw }) => saw('accepted', 1 + upTo(5));
const whileTheyRun: Aim = () => sleep(upTo(400));
const asSomebodySeesAnAnswer: Aim = ({ saw }) => saw('answer', 1 + upTo(4));
/** A reply that is stored is delivered within a millisecond: its time is stopped again and again, until it is the right one. */
const betweenReplyAndDelivery: Aim = async ({ product, states }, overdue) => {
  for (;;) {
    product.freeze();
    if (overdue.aborted || (await states()).replying) return;
    product.thaw();
    await sleep(upTo(6));
  }
};

const onceReady = [whileCallsAreTakenIn, betweenReplyAndDelivery, asSomebodySeesAnAnswer, whileTheyRun];

/** Resolves when it is time for this kill: in turn at every moment of a call's life, and every fifth while Magpie starts. */
export async function takeAim(kill: number, target: Target): Promise<void> {
  const aim = onceReady[kill % 5];
  if (!aim) return void (await whileItStarts(target, AbortSignal.abort()));
  await target.product.ready;
  // The moment may not come: all calls may have been answered.
  await Promise.race([aim(target, AbortSignal.timeout(patienceMs)), sleep(patienceMs)]);
}
