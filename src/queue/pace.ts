import { type Lane, lanes } from '../core/job-queue.ts';

/** Milliseconds that a job is taken to need before any was measured, on a small machine. */
export const priorMs: Readonly<Record<Lane, number>> = { vision: 1000, ask: 3000, now: 50 };

const remembered = 30;
const quantile = 0.8;

/** How long the jobs of each lane take, by what was measured last. */
export interface Pace {
  took(lane: Lane, ms: number): void;
  /**
   * Milliseconds that a job of this lane takes: the recent p80. Without a measurement the prior, or what a running job has
   * taken already when that is longer.
   */
  typical(lane: Lane, elapsed: readonly number[]): number;
}

export function createPace(): Pace {
  const recent = new Map<Lane, number[]>(lanes.map((lane) => [lane, []]));
  return {
    took(lane, ms) {
      recent.set(lane, [...(recent.get(lane) ?? []), ms].slice(-remembered));
    },
    typical(lane, elapsed) {
      const sorted = (recent.get(lane) ?? []).toSorted((a, b) => a - b);
      return sorted[Math.ceil(sorted.length * quantile) - 1] ?? Math.max(priorMs[lane], ...elapsed);
    },
  };
}
