import { type Kysely, sql } from 'kysely';
import type { StoreTables } from '../../../schema/store.ts';
import { type Lane, lanes } from '../../core/job-queue.ts';
import { priorMs } from '../pace.ts';

/** Of one lane, in all processes that run calls: its slots, and how many milliseconds a job takes. */
interface LaneCapacity {
  readonly slots: number;
  readonly typical: number;
}

export type Capacity = Readonly<Record<Lane, LaneCapacity>>;

/** Seconds for which a sign of life counts. */
const aliveSeconds = 10;

/** The processes that run calls, as far as others must know of them. */
export interface Workers {
  /** A sign of life. */
  beat(id: string, capacity: Capacity): Promise<void>;
  leave(id: string): Promise<void>;
  /** Of all that live. */
  capacity(): Promise<Capacity>;
}

export const createWorkers = (db: Kysely<StoreTables>): Workers => ({
  async beat(id, capacity) {
    const row = { lanes: JSON.stringify(capacity), seen_at: sql<Date>`now()` };
    await db
      .insertInto('workers')
      .values({ id, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  },
  async leave(id) {
    await db
      .deleteFrom('workers')
      .where(({ or, eb }) => or([eb('id', '=', id), eb('seen_at', '<', sql<Date>`now() - interval '1 day'`)]))
      .execute();
  },
  async capacity() {
    const rows = await db
      .selectFrom('workers')
      .select('lanes')
      .where('seen_at', '>', sql<Date>`now() - make_interval(secs => ${aliveSeconds})`)
      .execute();
    // Written by `beat`.
    const all = rows.map(({ lanes: written }): Capacity => JSON.parse(written));
    return Object.fromEntries(lanes.map((lane) => [lane, together(all, lane)])) as Capacity;
  },
});

function together(all: readonly Capacity[], lane: Lane): LaneCapacity {
  const slots = all.reduce((sum, each) => sum + each[lane].slots, 0);
  const work = all.reduce((sum, each) => sum + each[lane].slots * each[lane].typical, 0);
  return { slots, typical: slots === 0 ? priorMs[lane] : work / slots };
}
