import type { Lane, Position } from '../core/job-queue.ts';
import type { FairOrder, Ticket } from './fair-order.ts';

export interface LaneOutlook {
  readonly lane: Lane;
  /** Changed by the forecast: give a copy. */
  readonly order: FairOrder;
  readonly concurrency: number;
  /** Milliseconds that a job takes. */
  readonly typical: number;
  /** Those that run, and for how many milliseconds already. */
  readonly running: readonly { readonly id: string; readonly elapsed: number }[];
}

/** A job that may not wait in its lane before an earlier one of its thread has ended. */
export interface Held {
  readonly lane: Lane;
  readonly ticket: Ticket;
}

/** A job that has outlived the typical time still needs some: this share of it. */
const overtime = 0.1;

/**
 * Plays the lanes forward, each job taking its lane's typical time, and tells for every waiting one how many of its lane
 * start before it and when it starts itself. `next` gives the job of the same thread that an ended one lets go.
 */
export function forecast(
  lanes: readonly LaneOutlook[],
  next: (endedId: string) => Held | undefined,
): ReadonlyMap<string, Position> {
  const positions = new Map<string, Position>();
  const outlook = new Map(
    lanes.map((lane) => [lane.lane, { ...lane, busy: lane.running.length, started: 0 }]),
  );
  const remaining = (lane: LaneOutlook, elapsed: number) =>
    Math.max(lane.typical - elapsed, lane.typical * overtime);
  let ends = lanes.flatMap((lane) =>
    lane.running.map(({ id, elapsed }) => ({ id, lane: lane.lane, at: remaining(lane, elapsed) })),
  );

  for (let time = 0; ; ) {
    for (const lane of outlook.values()) {
      while (lane.busy < lane.concurrency) {
        const ticket = lane.order.take();
        if (!ticket) break;
        positions.set(ticket.id, { ahead: lane.started, etaMs: Math.round(time) });
        lane.busy += 1;
        lane.started += 1;
        ends.push({ id: ticket.id, lane: lane.lane, at: time + lane.typical });
      }
    }
    const [first, ...others] = ends;
    if (!first) return positions;
    const end = others.reduce((soonest, other) => (other.at < soonest.at ? other : soonest), first);
    ends = ends.filter((other) => other !== end);
    time = end.at;
    const lane = outlook.get(end.lane);
    if (lane) lane.busy -= 1;
    const held = next(end.id);
    if (held) outlook.get(held.lane)?.order.add(held.ticket);
  }
}
