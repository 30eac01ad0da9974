import { percentile } from '../percentile.ts';
import type { Sample } from './samples.ts';

interface Trend {
  /** At the median of the second quarter, and of the last: the first one is for warming up. */
  readonly before: number;
  readonly after: number;
}

export interface Flatness {
  readonly rssMb: Trend;
  readonly childrenMb: Trend;
  readonly fds: Trend;
  readonly flat: boolean;
}

/** What may be more at the end: memory comes and goes, and sockets of people who are there just now. */
const slack = { share: 0.1, mb: 64, fds: 12 };

export function flatnessOf(samples: readonly Sample[]): Flatness {
  const quarter = (number: number) =>
    samples.slice(Math.floor((samples.length * number) / 4), Math.floor((samples.length * (number + 1)) / 4));
  const trend = (of: (sample: Sample) => number): Trend => ({
    before: percentile(quarter(1).map(of), 0.5),
    after: percentile(quarter(3).map(of), 0.5),
  });
  const holds = ({ before, after }: Trend, more: number) =>
    after <= before + Math.max(more, before * slack.share);
  const rssMb = trend((sample) => sample.rssMb);
  const childrenMb = trend((sample) => sample.childrenMb);
  const fds = trend((sample) => sample.fds);
  const flat = holds(rssMb, slack.mb) && holds(childrenMb, slack.mb) && holds(fds, slack.fds);
  return { rssMb, childrenMb, fds, flat };
}
