import type { Sighting } from './verdict.ts';

/** Many people in several places. No two want the same, so that one answer is not taken for another. */
export interface Crowd<Sending> {
  /** Has pictures drawn before anything is measured. */
  prepare(calls: number, measured: boolean): Promise<readonly Sending[]>;
  /** All at once; resolves when each has been acknowledged, or no longer can be. */
  send(sendings: readonly Sending[]): Promise<void>;
  /** How many of the calls that were acknowledged have no answer. */
  unanswered(): number;
  /** What everybody sees now, in all places. */
  sightings(): readonly Sighting[];
}
