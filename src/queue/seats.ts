import type { Job } from '../core/job-queue.ts';

/** How many calls may be under way, waiting or running, at once. */
export interface SeatLimits {
  readonly caller: number;
  readonly channel: number;
  readonly workspace: number;
  readonly all: number;
}

type Scope = keyof SeatLimits;

export interface Seats {
  /** The limit that this job would pass, if any. */
  full(job: Job): Scope | undefined;
  take(job: Job): void;
  free(job: Job): void;
}

/** Bounds what is under way. Jobs of the lane `now` are short and count among themselves: a full house can still be cancelled. */
export function createSeats(limits: SeatLimits): Seats {
  const taken = new Map<string, number>();
  const count = (key: string, by: number) => {
    const next = (taken.get(key) ?? 0) + by;
    if (next > 0) taken.set(key, next);
    else taken.delete(key);
  };
  return {
    full: (job) => keysOf(job).find(([scope, key]) => (taken.get(key) ?? 0) >= limits[scope])?.[0],
    take: (job) => {
      for (const [, key] of keysOf(job)) count(key, 1);
    },
    free: (job) => {
      for (const [, key] of keysOf(job)) count(key, -1);
    },
  };
}

function keysOf(job: Job): readonly (readonly [Scope, string])[] {
  if (job.lane === 'now') return [['all', 'now']];
  const key = (...parts: readonly string[]) => JSON.stringify(parts);
  return [
    ['caller', key('caller', job.workspace, job.callerId)],
    ['channel', key('channel', job.workspace, job.channel)],
    ['workspace', key('workspace', job.workspace)],
    ['all', 'all'],
  ];
}
