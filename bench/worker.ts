import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process that does one piece of work after the other. */
export interface Worker<Task extends object, Result> {
  run(task: Task): Promise<Result>;
  close(): void;
}

/** Resolves when it says that it is ready; rejects when it ends before. */
export async function startWorker<Task extends object, Result>(
  script: URL,
  args: readonly string[],
): Promise<Worker<Task, Result>> {
  const child = fork(script, args, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await next(child);
  return {
    async run(task) {
      child.send(task);
      // What its script sends.
      return (await next(child)) as Result;
    },
    close: () => void child.kill('SIGKILL'),
  };
}

async function next(child: ChildProcess): Promise<unknown> {
  const stop = new AbortController();
  const ended = once(child, 'exit', { signal: stop.signal }).then(([code]) => {
    throw new Error(`a process that is measured ended with ${code}`);
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal: stop.signal }), ended]);
    return message;
  } finally {
    stop.abort();
    ended.catch(() => {});
  }
}
