import PQueue from 'p-queue';
import { createFairOrder, type FairOrder, type Ticket } from './fair-order.ts';
import { type FairOptions, fairQueueIn } from './fair-queue.ts';

/** One line of jobs and its slots. */
export interface LaneQueue {
  readonly concurrency: number;
  readonly order: FairOrder;
  /** `work` never rejects; its slot is held until it settles. */
  add(ticket: Ticket, work: () => Promise<void>): void;
  /** Takes a waiting job out. */
  withdraw(id: string): void;
  start(): void;
  /** Starts nothing more; resolves when nothing runs. */
  stop(): Promise<void>;
}

export function createLane(concurrency: number): LaneQueue {
  const order = createFairOrder();
  const slots = new PQueue<InstanceType<ReturnType<typeof fairQueueIn>>, FairOptions>({
    concurrency,
    autoStart: false,
    queueClass: fairQueueIn(order),
  });
  const waiting = new Map<string, AbortController>();
  return {
    concurrency,
    order,
    add(ticket, work) {
      // p-queue frees a slot when this signal aborts during the work, so it ends when the work starts.
      const withdrawal = new AbortController();
      waiting.set(ticket.id, withdrawal);
      const started = () => {
        waiting.delete(ticket.id);
        return work();
      };
      slots.add(started, { id: ticket.id, ticket, signal: withdrawal.signal }).catch(() => {
        // Withdrawn: the one way in which this rejects.
      });
    },
    withdraw(id) {
      waiting.get(id)?.abort();
      waiting.delete(id);
    },
    start: () => {
      slots.start();
    },
    stop() {
      slots.pause();
      return slots.onPendingZero();
    },
  };
}
