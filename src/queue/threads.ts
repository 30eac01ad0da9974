import type { Job } from '../core/job-queue.ts';

/** Jobs of one thread in the order in which they came: only the first may run. */
export interface Threads {
  join(job: Job): void;
  isFirst(job: Job): boolean;
  /** The id of the one that is first now, when that changed. */
  leave(job: Job): string | undefined;
  /** The id of the one that comes after this. */
  after(job: Job): string | undefined;
}

export function createThreads(): Threads {
  const lines = new Map<string, readonly string[]>();
  return {
    join(job) {
      const key = keyOf(job);
      if (key !== undefined) lines.set(key, [...(lines.get(key) ?? []), job.id]);
    },
    isFirst(job) {
      const key = keyOf(job);
      return key === undefined || lines.get(key)?.[0] === job.id;
    },
    leave(job) {
      const key = keyOf(job);
      const line = key === undefined ? undefined : lines.get(key);
      if (key === undefined || line === undefined) return undefined;
      const left = line.filter((id) => id !== job.id);
      if (left.length > 0) lines.set(key, left);
      else lines.delete(key);
      return line[0] === job.id ? left[0] : undefined;
    },
    after(job) {
      const key = keyOf(job);
      const line = (key === undefined ? undefined : lines.get(key)) ?? [];
      return line[line.indexOf(job.id) + 1];
    },
  };
}

/** What answers at once does not wait for its thread: cancelling works while the thread is busy. */
const keyOf = ({ lane, workspace, channel, thread }: Job): string | undefined =>
  thread === undefined || lane === 'now' ? undefined : JSON.stringify([workspace, channel, thread]);
