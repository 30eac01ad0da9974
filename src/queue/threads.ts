import type { Job } from '../core/job-queue.ts';

/** Jobs of one thread in the order in which they came: only the first may run. */
export interface Threads {
  join(job: Job): void;
  isFirst(job: Job): boolean;
  /** The one that is first now, when that changed. */
  leave(job: Job): string | undefined;
  /** The ids behind this one, in order. */
  behind(job: Job): readonly string[];
}

export function createThreads(): Threads {
  const lines = new Map<string, readonly string[]>();
  const lineOf = (job: Job) => lines.get(keyOf(job)) ?? [];
  return {
    join(job) {
      if (inThread(job)) lines.set(keyOf(job), [...lineOf(job), job.id]);
    },
    isFirst: (job) => !inThread(job) || lineOf(job)[0] === job.id,
    leave(job) {
      const line = lineOf(job);
      const left = line.filter((id) => id !== job.id);
      if (left.length > 0) lines.set(keyOf(job), left);
      else lines.delete(keyOf(job));
      return line[0] === job.id ? left[0] : undefined;
    },
    behind: (job) => lineOf(job).slice(lineOf(job).indexOf(job.id) + 1),
  };
}

/** What answers at once does not wait for its thread: cancelling works while the thread is busy. */
const inThread = (job: Job) => job.thread !== undefined && job.lane !== 'now';

const keyOf = (job: Job) => JSON.stringify([job.workspace, job.channel, job.thread]);
