import { fork } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { MagpieError } from '../core/errors.ts';
import { compileCache } from './compile-cache.ts';
import type { FromChild, ToChild } from './protocol.ts';

export interface ChildOptions<Setup> {
  /** The .ts file that calls `serve`. */
  readonly entry: URL;
  readonly setup: Setup;
  /** Resident bytes: it is ended before it has more. */
  readonly maxMemory: number;
  /** Its environment, and nothing of ours besides. Never a secret: a child may be made to run anything. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Child<Request, Response> {
  /** Resolves when it has been set up; rejects with what its `open` threw. */
  readonly ready: Promise<void>;
  readonly exited: Promise<void>;
  /** It is gone or about to be. */
  readonly killed: boolean;
  /** One at a time. Rejects with the child's MagpieError, CHILD_DIED or CHILD_OUT_OF_MEMORY. */
  request(request: Request): Promise<Response>;
  /** SIGKILL; what was asked rejects with this reason once the process is gone. */
  kill(reason: unknown): void;
}

const memoryCheckMs = 50;
// What a child may grow between two looks: more than a gigabyte a second.
const growth = 64 * 1024 * 1024;
const maxLastWords = 2000;
const pageBytes = 4096;

export function startChild<Setup, Request, Response>(options: ChildOptions<Setup>): Child<Request, Response> {
  // It is told who its parent is, because by the time it could ask, the parent may be gone.
  const child = fork(options.entry, [String(process.pid)], {
    execArgv: [],
    env: { NODE_COMPILE_CACHE: compileCache, ...options.env },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // However hard the children work, the loop that hears people comes first. Set here, its threads are born with it.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  let pending = Promise.withResolvers<FromChild<Response>>();
  let killedFor: { readonly reason: unknown } | undefined;
  const lastWords = keepEnd(child.stderr);
  const memory = openMemory(child.pid);

  const exited = new Promise<void>((resolve) => {
    const gone = (exit: string) => {
      memory.close();
      pending.promise.catch(() => {});
      pending.reject(killedFor ? killedFor.reason : childDied(exit, lastWords()));
      resolve();
    };
    child.once('close', (code, signal) => gone(String(signal ?? code)));
    child.once('error', (error) => gone(error.message));
  });

  const kill = (reason: unknown) => {
    killedFor ??= { reason };
    child.kill('SIGKILL');
  };
  /** It grows only while it works. */
  const watchMemory = () =>
    setInterval(() => {
      if (memory.resident() > options.maxMemory - growth) kill(new MagpieError('CHILD_OUT_OF_MEMORY'));
    }, memoryCheckMs).unref();

  const exchange = async (message: ToChild<Setup, Request>): Promise<FromChild<Response>> => {
    child.send(message, (error) => error && kill(childDied(error.message, lastWords())));
    const watch = watchMemory();
    const answer = await pending.promise.finally(() => clearInterval(watch));
    pending = Promise.withResolvers();
    if (answer.kind === 'error') {
      throw new MagpieError(answer.code, answer.data, answer.why ? { cause: new Error(answer.why) } : {});
    }
    return answer;
  };
  child.on('message', (message: FromChild<Response>) => pending.resolve(message));

  const ready = exchange({ kind: 'setup', setup: options.setup }).then(() => {});
  ready.catch(() => {});
  return {
    ready,
    exited,
    kill,
    get killed() {
      return killedFor !== undefined || child.exitCode !== null || child.signalCode !== null;
    },
    async request(request) {
      const answer = await exchange({ kind: 'request', request });
      if (answer.kind !== 'response') throw childDied('answered out of turn');
      return answer.response;
    },
  };
}

/** What it wrote to stderr last is the operator's only trace of a crash: it goes to the log, never to a person. */
const childDied = (exit: string, lastWords = ''): MagpieError =>
  new MagpieError('CHILD_DIED', { exit }, lastWords ? { cause: new Error(lastWords) } : {});

function keepEnd(stream: Readable | null): () => string {
  let end = '';
  stream?.setEncoding('utf8').on('data', (text: string) => {
    end = (end + text).slice(-maxLastWords);
  });
  return () => end.trim();
}

/**
 * Bytes of a process; 0 where the system does not say (no /proc), and when it is gone: the limit then rests on the child's own bounds.
 * The file stays open, as opening it costs most of a look.
 */
function openMemory(pid: number | undefined) {
  const file = attempt(() => openSync(`/proc/${pid}/statm`, 'r'));
  const text = Buffer.alloc(128);
  let open = file !== undefined;
  return {
    resident() {
      if (file === undefined || !open) return 0;
      const length = attempt(() => readSync(file, text, 0, text.length, 0)) ?? 0;
      return Number(text.toString('latin1', 0, length).split(' ')[1] ?? 0) * pageBytes;
    },
    close() {
      if (file !== undefined && open) closeSync(file);
      open = false;
    },
  };
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
