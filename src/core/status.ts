import type { Outcome } from './call.ts';
import { type JobQueue, type Lane, lanes } from './job-queue.ts';
import { type Meter, noMeter, type Phase } from './meter.ts';

/** How a lane has done lately. */
interface LaneStatus {
  readonly waiting: number;
  readonly running: number;
  /** Milliseconds at the median of the last calls of this process; undefined when there was none. */
  readonly waitMs: number | undefined;
  readonly runMs: number | undefined;
}

/** How Magpie does. */
export interface Status {
  readonly lanes: Readonly<Record<Lane, LaneStatus>>;
  /** Of this process, since it started. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly models: readonly string[];
  readonly sources: readonly string[];
  /** Milliseconds since this process started. */
  readonly upMs: number;
  /** Resident bytes of this process, its children aside. */
  readonly memory: number;
}

/** Calls of each lane that are remembered. */
const remembered = 100;

/** Remembers how the last calls went. */
export function createRecent() {
  const times = new Map<string, number[]>();
  const outcomes: Record<Outcome, number> = { done: 0, failed: 0, cancelled: 0, expired: 0 };
  const key = (lane: Lane, phase: Phase) => `${lane} ${phase}`;
  const meter: Meter = {
    ...noMeter,
    callEnded({ lane = 'now', outcome, spans }) {
      outcomes[outcome] += 1;
      for (const { phase, from, to } of spans) {
        const before = times.get(key(lane, phase)) ?? [];
        times.set(key(lane, phase), [...before, to - from].slice(-remembered));
      }
    },
  };
  const median = (lane: Lane, phase: Phase): number | undefined => {
    const sorted = (times.get(key(lane, phase)) ?? []).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  return {
    meter,
    status(depth: ReturnType<JobQueue['depth']>): Pick<Status, 'lanes' | 'outcomes'> {
      const entries = lanes.map((lane) => [
        lane,
        { ...depth[lane], waitMs: median(lane, 'wait'), runMs: median(lane, 'run') },
      ]);
      return { lanes: Object.fromEntries(entries), outcomes: { ...outcomes } };
    },
  };
}
