import { percentile } from '../percentile.ts';
/** What was seen of one call from where people are. */
export interface Sighting {
  /** It came while others waited; the others are those that waited. */
  readonly measured: boolean;
  /** From the moment at which it was sent until Magpie said that it has it, by the platform's clock; undefined: it never said so. */
  readonly acknowledgedMs: number | undefined;
  /** Messages, in whatever place, that carry its answer. */
  readonly answers: number;
}

export interface FloodReport {
  /** Of the measured calls. */
  readonly ackP99Ms: number;
  /** Of the measured calls, those with exactly one answer. */
  readonly answered: number;
  /** Of all calls: acknowledged, and without an answer. */
  readonly lost: number;
  /** Of all calls: with more than one answer. */
  readonly twice: number;
}

/** Whoever is later than this is told that the app did not respond, on Discord and on Slack. */
export const acknowledgedWithinMs = 3000;

export function judge(sightings: readonly Sighting[]): FloodReport {
  const measured = sightings.filter((one) => one.measured);
  const count = (of: readonly Sighting[], is: (one: Sighting) => boolean) => of.filter(is).length;
  return {
    ackP99Ms: percentile(
      measured.map(({ acknowledgedMs = acknowledgedWithinMs }) => acknowledgedMs),
      0.99,
    ),
    answered: count(measured, ({ answers }) => answers === 1),
    lost: count(sightings, ({ acknowledgedMs, answers }) => acknowledgedMs !== undefined && answers === 0),
    twice: count(sightings, ({ answers }) => answers > 1),
  };
}
