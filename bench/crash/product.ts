import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

export interface ProductPlan {
  readonly dir: string;
  readonly port: number;
  readonly token: string;
  /** Modules that are loaded before the product: a build broken on purpose. */
  readonly preloads?: readonly URL[];
  /** More of its configuration. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a process ended. */
interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** One life of the real process. */
export interface Product {
  readonly pid: number | undefined;
  /** Resolves when it answers; rejects when it ended before. */
  readonly ready: Promise<void>;
  readonly exited: Promise<Exit>;
  /** True when it ended without being asked to. */
  readonly died: () => boolean;
  kill(): Promise<void>;
  /** Stops its time, so that one can look at what it has done up to here; `thaw` lets it go on. */
  freeze(): void;
  thaw(): void;
  /** Asks it to end, as an operator does. */
  terminate(): void;
  /** The same, and waits until it has ended; by force if it must be. */
  stop(): Promise<void>;
}

const graceMs = 30_000;
const longestStartMs = 90_000;

export function startProduct({ dir, port, token, preloads = [], env }: ProductPlan): Product {
  const log = openSync(join(dir, 'product.log'), 'a');
  const child = spawn(
    process.execPath,
    [...preloads.flatMap(({ href }) => ['--import', href]), join(repository, 'src/main.ts'), 'start'],
    {
      cwd: repository,
      stdio: ['ignore', log, log],
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: String(port),
        MAGPIE_DATA_DIR: join(dir, 'data'),
        MAGPIE_MODEL: 'embedded',
        MAGPIE_API_TOKENS: token,
        MAGPIE_WRITER: 'grammar',
        MAGPIE_QUEUE_PER_PERSON: '100000',
        MAGPIE_QUEUE_PER_CHANNEL: '100000',
        MAGPIE_QUEUE_PER_WORKSPACE: '100000',
        MAGPIE_QUEUE_TOTAL: '100000',
        ...env,
      },
    },
  );
  const exited = once(child, 'exit').then(([code, signal]): Exit => ({ code, signal }));
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  let asked = false;
  let died = false;
  child.once('exit', () => {
    died = !asked;
  });

  const healthy = async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    return answer?.ok === true;
  };
  const becomeReady = async () => {
    const overdue = AbortSignal.timeout(longestStartMs);
    while (!(await healthy())) {
      overdue.throwIfAborted();
      if (isOver()) throw new Error(`Magpie ended before it was ready: see ${join(dir, 'product.log')}`);
      await sleep(25);
    }
  };
  const ask = (signal: NodeJS.Signals) => {
    asked = true;
    if (!isOver()) child.kill(signal);
  };

  const ready = becomeReady();
  // Whoever kills it while it starts does not wait for it.
  ready.catch(() => {});
  return {
    pid: child.pid,
    ready,
    exited,
    died: () => died,
    async kill() {
      ask('SIGKILL');
      await exited;
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    terminate: () => ask('SIGTERM'),
    async stop() {
      const overdue = setTimeout(() => child.kill('SIGKILL'), graceMs);
      ask('SIGTERM');
      await exited;
      clearTimeout(overdue);
    },
  };
}
