import type { Queue, QueueAddOptions, RunFunction } from 'p-queue';
import type { FairOrder, Ticket } from './fair-order.ts';

export interface FairOptions extends QueueAddOptions {
  readonly ticket: Ticket;
}

/** The class that p-queue makes its waiting line of: one that serves in this order. */
export const fairQueueIn = (order: FairOrder) =>
  class FairQueue implements Queue<RunFunction, FairOptions> {
    readonly #waiting = new Map<string, { readonly run: RunFunction; readonly ticket: Ticket }>();

    get size(): number {
      return order.size;
    }

    enqueue(run: RunFunction, options?: Partial<FairOptions>): void {
      if (!options?.ticket) throw new TypeError('a job needs a ticket');
      this.#waiting.set(options.ticket.id, { run, ticket: options.ticket });
      order.add(options.ticket);
    }

    dequeue(): RunFunction | undefined {
      const ticket = order.take();
      const next = ticket && this.#waiting.get(ticket.id);
      if (next) this.#waiting.delete(next.ticket.id);
      return next?.run;
    }

    remove(id: string): void {
      const left = this.#waiting.get(id);
      if (!left) return;
      this.#waiting.delete(id);
      order.remove(left.ticket);
    }

    filter(): RunFunction[] {
      return [...this.#waiting.values()].map(({ run }) => run);
    }

    setPriority(): void {
      throw new TypeError('the order is by turn: nobody has priority');
    }
  };
