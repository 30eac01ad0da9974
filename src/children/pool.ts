import { createWaitingLine } from '../core/waiting-line.ts';
import { type Child, type ChildOptions, startChild } from './child.ts';

export interface PoolOptions<Setup> extends ChildOptions<Setup> {
  readonly size: number;
  /** A child that is free for so many milliseconds is ended, and started again when it is needed; by default never. */
  readonly idleMs?: number;
  /** One ended that was not asked to, or had to be killed at its work. */
  readonly onLost?: (() => void) | undefined;
}

/** Time for the work itself: waiting for a child does not count. */
export interface WorkLimit {
  /** Milliseconds. */
  readonly ms: number;
  /** What it rejects with. */
  readonly reason: unknown;
}

export interface ChildPool<Request, Response> {
  /** Starts every child; resolves when the first is up, as the others then will be. Rejects when it cannot be set up. */
  warm(): Promise<void>;
  /**
   * Gives the request to a free child, or waits for one. When the signal aborts or the limit is over the child is killed; it
   * rejects with the signal's or the limit's reason, in every case only after the work has stopped.
   */
  run(request: Request, signal: AbortSignal, limit?: WorkLimit): Promise<Response>;
  close(): Promise<void>;
}

/** A fixed number of child processes that answer one request each at a time. A killed or dead one is replaced. */
export function createChildPool<Setup, Request, Response>(
  options: PoolOptions<Setup>,
): ChildPool<Request, Response> {
  type Member = Child<Request, Response>;
  /** With what ends each when it is free for too long. */
  const free = new Map<Member, NodeJS.Timeout | undefined>();
  const all = new Set<Member>();
  const idle = new WeakSet<Member>();
  const waiting = createWaitingLine<Member>();
  let closed = false;

  const start = () => {
    const child = startChild<Setup, Request, Response>(options);
    all.add(child);
    child.exited.then(() => {
      if (!closed && !idle.has(child)) options.onLost?.();
      all.delete(child);
      free.delete(child);
      // Its place is free: who waits need not wait for the others.
      if (!waiting.isEmpty) offer(start());
    });
    return child;
  };
  const offer = (child: Member) => {
    if (child.killed) return;
    if (!waiting.give(child)) free.set(child, endWhenIdle(child));
  };
  const endWhenIdle = (child: Member) =>
    options.idleMs === undefined
      ? undefined
      : setTimeout(() => {
          free.delete(child);
          idle.add(child);
          child.kill(new Error('it was idle'));
        }, options.idleMs).unref();
  const take = async (signal: AbortSignal): Promise<Member> => {
    signal.throwIfAborted();
    if (closed) throw poolClosed();
    for (const [child, timer] of free) {
      clearTimeout(timer);
      free.delete(child);
      if (!child.killed) return child;
    }
    if (all.size < options.size) return start();
    return waiting.wait(signal);
  };

  return {
    async warm() {
      if (closed) throw poolClosed();
      if (all.size >= options.size) return;
      // One after the other: side by side all of them would be late.
      const child = start();
      await child.ready.then(() => offer(child), discard(child));
      // One that is lost now is started again when it is needed.
      if (!closed) this.warm().catch(() => {});
    },
    async run(request, signal, limit) {
      const child = await take(signal);
      if (signal.aborted) offer(child);
      signal.throwIfAborted();
      const kill = () => child.kill(signal.reason);
      signal.addEventListener('abort', kill, { once: true });
      let timer: NodeJS.Timeout | undefined;
      try {
        await child.ready.catch(discard(child));
        if (limit) timer = setTimeout(() => child.kill(limit.reason), limit.ms);
        return await child.request(request);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', kill);
        if (child.killed) await child.exited;
        else offer(child);
      }
    },
    async close() {
      closed = true;
      const running = [...all];
      const reason = poolClosed();
      waiting.refuse(reason);
      for (const child of running) child.kill(reason);
      await Promise.all(running.map((child) => child.exited));
    },
  };
}

const poolClosed = (): Error => new Error('the pool is closed');

/** A child that could not be set up is of no use to anybody. */
const discard =
  (child: Child<never, unknown>) =>
  (error: unknown): never => {
    child.kill(error);
    throw error;
  };
