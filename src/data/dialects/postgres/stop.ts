import { setTimeout as wait } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';

/** Milliseconds that a statement has to hear that it was cancelled, before its connection is ended. */
const patience = 500;
/** Milliseconds for a busy server to take us in, and for the connection to be gone. */
const slowest = 5_000;
const pollMs = 20;

/**
 * Ends what a backend does: cancels its statement, and where that does not help ends its connection. Resolves when the statement
 * has settled or the backend is gone. Rejects when the server cannot be asked.
 */
export async function stopBackend(
  config: ClientConfig,
  pid: number,
  settled: Promise<unknown>,
): Promise<void> {
  const client = new Client({ ...config, connectionTimeoutMillis: slowest });
  client.on('error', () => {});
  let isSettled = false;
  const heard = settled.then(
    () => {
      isSettled = true;
    },
    () => {
      isSettled = true;
    },
  );
  try {
    await client.connect();
    if (isSettled) return;
    await client.query('SELECT pg_cancel_backend($1)', [pid]);
    await Promise.race([heard, wait(patience)]);
    if (isSettled) return;
    await client.query('SELECT pg_terminate_backend($1)', [pid]);
    const deadline = performance.now() + slowest;
    while (performance.now() < deadline) {
      const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid]);
      if (rowCount === 0) return;
      await wait(pollMs);
    }
  } finally {
    await client.end();
  }
}
