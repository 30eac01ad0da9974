import { type Kysely, sql } from 'kysely';
import type { StoreTables } from '../../../schema/store.ts';
import { type Lane, lanes, type Position } from '../../core/job-queue.ts';
import { priorMs } from '../pace.ts';
import type { Capacity, Workers } from './workers.ts';

type Depth = Readonly<Record<Lane, { readonly waiting: number; readonly running: number }>>;

/** Where calls stand, in all processes, as it was seen last. */
export interface Outlook {
  look(): Promise<void>;
  /** Undefined when it did not wait then. */
  position(jobId: string): Position | undefined;
  /** Of a job with so many before it, where so many run. */
  positionBehind(lane: Lane, ahead: number, running: number): Position;
  depth(): Depth;
}

interface Waiting {
  readonly id: string;
  readonly lane: Lane;
  readonly ahead: string;
}

const nobody = Object.fromEntries(lanes.map((lane) => [lane, { waiting: 0, running: 0 }])) as Depth;
const unknown = Object.fromEntries(
  lanes.map((lane) => [lane, { slots: 0, typical: priorMs[lane] }]),
) as Capacity;

export function createOutlook(db: Kysely<StoreTables>, workers: Workers): Outlook {
  let positions: ReadonlyMap<string, Position> = new Map();
  let depth: Depth = nobody;
  let capacity: Capacity = unknown;

  const positionBehind = (lane: Lane, ahead: number, running: number): Position => {
    const { slots, typical } = capacity[lane];
    // Without anybody to run it, it waits for one at least.
    const seats = Math.max(1, slots);
    const before = slots === 0 ? ahead + 1 : ahead + running - seats + 1;
    return { ahead, etaMs: Math.round((Math.max(0, before) / seats) * typical) };
  };

  return {
    async look() {
      capacity = await workers.capacity();
      const counted = await db
        .selectFrom('calls')
        .select(['lane', 'state', ({ fn }) => fn.countAll<string>().as('count')])
        .where('state', 'in', ['queued', 'running'])
        .where('lane', 'is not', null)
        .groupBy(['lane', 'state'])
        .execute();
      const count = (lane: Lane, state: string) =>
        Number(counted.find((row) => row.lane === lane && row.state === state)?.count ?? 0);
      depth = Object.fromEntries(
        lanes.map((lane) => [lane, { waiting: count(lane, 'queued'), running: count(lane, 'running') }]),
      ) as Depth;
      const { rows } = await sql<Waiting>`
        select id, lane, row_number() over (partition by lane order by turn, id) - 1 as ahead
        from calls where state = 'queued' and lane is not null`.execute(db);
      positions = new Map(
        rows.map(({ id, lane, ahead }) => [id, positionBehind(lane, Number(ahead), depth[lane].running)]),
      );
    },
    position: (jobId) => positions.get(jobId),
    positionBehind,
    depth: () => depth,
  };
}
