import { sql } from 'kysely';
import type { StoreTransaction } from '../../../schema/store.ts';
import type { Job } from '../../core/job-queue.ts';
import type { SeatLimits } from '../seats.ts';

/** What else is under way when a job joins. */
export interface Company {
  /** The limit that it would pass, if any. */
  readonly full: keyof SeatLimits | undefined;
  /** Those with smaller numbers begin first. */
  readonly turn: number;
  /** Of its lane: those that begin before it, and those that run. */
  readonly ahead: number;
  readonly running: number;
}

type Counted = Readonly<Record<keyof SeatLimits | 'turn' | 'ahead' | 'running', string | number>>;

/**
 * Counts who is there, and gives the job its turn: channels are served round by round (start-time fair queuing). A job's round is
 * the one that is being served, or the one after its channel's last that waits.
 * P. Goyal, H. M. Vin, H. Cheng: Start-time Fair Queuing, SIGCOMM 1996.
 */
export async function companyOf(job: Job, limits: SeatLimits, tx: StoreTransaction): Promise<Company> {
  const { id, lane, workspace, channel, callerId } = job;
  const isNow = lane === 'now';
  const { rows } = await sql<Counted>`
    with open as materialized (
      select workspace, channel, caller_id, lane, turn, state
      from calls
      where state in ('queued', 'running') and lane is not null and id <> ${id}
    ), own as (
      select greatest(
        coalesce(
          (select min(turn) from open where lane = ${lane} and state = 'queued'),
          (select max(turn) from open where lane = ${lane} and state = 'running'),
          0
        ),
        coalesce(
          (select max(turn) + 1 from open
           where lane = ${lane} and state = 'queued' and workspace = ${workspace} and channel = ${channel}),
          0
        )
      ) as turn
    )
    select
      (select turn from own) as turn,
      count(*) filter (where lane = ${lane} and state = 'queued' and turn <= (select turn from own)) as ahead,
      count(*) filter (where lane = ${lane} and state = 'running') as running,
      count(*) filter (where (lane = 'now') = ${isNow}) as "all",
      count(*) filter (where lane <> 'now' and workspace = ${workspace}) as workspace,
      count(*) filter (where lane <> 'now' and workspace = ${workspace} and channel = ${channel}) as channel,
      count(*) filter (where lane <> 'now' and workspace = ${workspace} and caller_id = ${callerId}) as caller
    from open`.execute(tx);
  const [counted] = rows;
  if (!counted) throw new Error('a count gives one row');
  const scopes = isNow ? (['all'] as const) : (['caller', 'channel', 'workspace', 'all'] as const);
  return {
    full: scopes.find((scope) => Number(counted[scope]) >= limits[scope]),
    turn: Number(counted.turn),
    ahead: Number(counted.ahead),
    running: Number(counted.running),
  };
}
