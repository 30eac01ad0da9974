import { flushCompileCache } from 'node:module';
import { Worker } from 'node:worker_threads';
import { asMagpieError } from '../core/problem.ts';
import type { FromChild, ToChild } from './protocol.ts';

// A native call blocks this process's own loop, so a thread watches for the parent's end: nothing outlives a killed bot.
const watchdog = `
  const parent = ${Number(process.argv[2])};
  setInterval(() => { if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL'); }, 500);
`;

/**
 * The child's side of a pool: `open` gets the setup once and gives the function that answers requests, one at a time.
 * A MagpieError crosses to the parent with its code and data.
 */
export function serve<Setup, Request, Response>(
  open: (setup: Setup) => Promise<(request: Request) => Promise<Response> | Response>,
): void {
  new Worker(watchdog, { eval: true }).unref();
  process.on('disconnect', () => process.exit());
  // Ctrl-C and service managers signal everybody: what runs here gets the parent's grace, and is ended by it alone.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  const send = (message: FromChild<Response>) => process.send?.(message);

  let answer: ((request: Request) => Promise<Response> | Response) | undefined;
  process.on('message', async (message: ToChild<Setup, Request>) => {
    try {
      if (message.kind === 'setup') {
        answer = await open(message.setup);
        send({ kind: 'ready' });
        // Nobody who is killed gets to write it.
        flushCompileCache();
      } else if (answer) {
        send({ kind: 'response', response: await answer(message.request) });
      }
    } catch (error) {
      const { code, data, cause } = asMagpieError(error);
      send({ kind: 'error', code, data, ...(cause instanceof Error && { why: cause.message }) });
    }
  });
}
