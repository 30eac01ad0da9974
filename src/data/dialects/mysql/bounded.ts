import { MagpieError } from '../../../core/errors.ts';
import type { Connection } from './connection.ts';

export interface Limit {
  readonly ms: number;
  readonly signal: AbortSignal;
  /** What it rejects with after `ms`. */
  readonly reason: unknown;
  /** A connection to end the statement with. */
  readonly extra: () => Promise<Connection>;
}

/** Milliseconds between looks whether a statement is gone, and until we no longer wait for it. */
const lookMs = 20;
const patienceMs = 5_000;

/**
 * Does its work on a connection, or ends that after the limit or when the signal aborts; then it settles when the server is rid of
 * it. BENCHMARK and DO SLEEP end without an error when they are ended: who ended what is known here.
 */
export async function bounded<T>(
  connection: Connection,
  { ms, signal, reason, extra }: Limit,
  work: () => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {});
  let stopped = false;
  const stop = (why: unknown) => {
    if (stopped) return;
    stopped = true;
    void endStatement(connection, extra).then(() => gone.reject(why));
  };
  const onAbort = () => stop(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(stop, ms, reason);
  try {
    const value = await Promise.race([work(), gone.promise]);
    if (!stopped) return value;
  } catch (error) {
    // The server's limits tell less than ours.
    if (!stopped) throw error instanceof MagpieError && error.code === 'SQL_TIMED_OUT' ? reason : error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
  return gone.promise;
}

/** Ends the connection with whatever it does. Where the server cannot be told, its own limit does it. */
export async function endStatement(connection: Connection, extra: () => Promise<Connection>): Promise<void> {
  // At once, so that nothing more of a flood is read.
  connection.destroy();
  const other = await extra().catch(() => undefined);
  if (!other) return;
  await kill(other, connection.id).catch(() => {});
  other.destroy();
}

async function kill(other: Connection, id: number): Promise<void> {
  // It fails for one that has just ended.
  await other.ask(`KILL ${id}`).catch(() => {});
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const running = await other.ask('SHOW PROCESSLIST');
    if (!running.some(([one]) => one === String(id))) return;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
