import { type ClientConfig, Pool, type PoolClient } from 'pg';
import { openPortal, type PortalReader } from './portal.ts';
import { asSqlError, isCancelled } from './sql-error.ts';
import { stopBackend } from './stop.ts';
import { takeTurns } from './turns.ts';

/** A read-only transaction on a connection of its own. */
export interface Session {
  /** A statement of ours, with values for its parameters. */
  ask<Row extends object>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** A foreign statement, row by row. */
  read(sql: string, reader: PortalReader): Promise<void>;
}

export interface Bounds {
  readonly signal: AbortSignal;
  /** Milliseconds for all that is done in it. */
  readonly ms: number;
  /** What it rejects with when they are over. */
  readonly reason: unknown;
}

export interface Server {
  /**
   * Everything that was done in it is undone. Rejects with a MagpieError, the signal's or the bounds' reason; settles only when the
   * server works no more for it. Waiting for a free connection does not count.
   */
  within<T>(bounds: Bounds, work: (session: Session) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Rolled back, a transaction still leaves what belongs to the session: locks, settings, channels. */
const clean = ['ROLLBACK', 'DISCARD ALL'] as const;

export function openServer(config: ClientConfig, size: number, begin: (ms: number) => string): Server {
  // The driver would give up on who waits for long.
  const turns = takeTurns(size);
  const pool = new Pool({ ...config, max: size, idleTimeoutMillis: 60_000 });
  // A connection that breaks is noticed by whoever uses it next.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  return {
    async within({ signal, ms, reason }, work) {
      const giveBack = await turns.take(signal);
      const client = await take(pool, signal).catch((error: unknown) => {
        giveBack();
        throw error;
      });
      const began = performance.now();
      let stopped: { readonly why: unknown; readonly done: Promise<void> } | undefined;
      const settled = Promise.withResolvers<void>();
      const stop = (why: unknown) => {
        stopped ??= {
          why,
          done: stopBackend(config, pidOf(client), settled.promise).catch(() => end(client)),
        };
      };
      const giveUp = () => stop(signal.reason);
      signal.addEventListener('abort', giveUp, { once: true });
      const timer = setTimeout(() => stop(reason), ms);
      try {
        await client.query(begin(ms));
        const result = await work(sessionOn(client));
        if (stopped) throw stopped.why;
        return result;
      } catch (error) {
        if (stopped) throw stopped.why;
        // The server's own timer can be the first.
        const overdue = isCancelled(error) && performance.now() - began >= 0.9 * ms;
        throw overdue ? reason : asSqlError(error);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        settled.resolve();
        await stopped?.done;
        const isClean = await cleaned(client);
        // A cancellation that comes late would hit the next statement.
        client.release(stopped !== undefined || !isClean);
        giveBack();
      }
    },
    close: () => pool.end(),
  };
}

function sessionOn(client: PoolClient): Session {
  return {
    async ask<Row extends object>(text: string, values: readonly unknown[] = []) {
      const { rows } = await client.query<Row>({ text, values: [...values] });
      return rows;
    },
    read: (sql, reader) => client.query(openPortal(sql, reader)).done,
  };
}

async function take(pool: Pool, signal: AbortSignal): Promise<PoolClient> {
  const coming = pool.connect().catch((error: unknown) => {
    throw asSqlError(error);
  });
  const gone = Promise.withResolvers<never>();
  const giveUp = () => gone.reject(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([coming, gone.promise]);
  } catch (error) {
    coming.then(
      (client) => client.release(),
      () => {},
    );
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

async function cleaned(client: PoolClient): Promise<boolean> {
  try {
    for (const statement of clean) await client.query(statement);
    return true;
  } catch {
    // It is destroyed instead.
    return false;
  }
}

// The driver's published types leave these out.
const inner = (client: PoolClient) =>
  client as unknown as { processID: number; connection: { stream: { destroy(): void } } };
const pidOf = (client: PoolClient): number => inner(client).processID;
const end = (client: PoolClient): void => inner(client).connection.stream.destroy();
