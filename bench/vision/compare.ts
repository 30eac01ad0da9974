import { monitorEventLoopDelay } from 'node:perf_hooks';
import { childrenOfThis } from '../../test/support/children-of.ts';
import { residentNow } from '../watch-children.ts';
import { bare, type Contestant, ours, type Picture, transformersJs } from './contestants.ts';

export interface Compared {
  /** Pictures a second: the median of the rounds, of the best set-up of each. */
  readonly ours: number;
  readonly limit: number;
  readonly transformersJs: number;
  readonly ratioToLimit: number;
  readonly ratioToTransformersJs: number;
  /** How late this process' loop is while it has pictures looked at. */
  readonly loopDelayP99Ms: number;
  /** Resident at most in this process and the children that look at pictures. */
  readonly rssMb: number;
  readonly limitOf: string;
  readonly transformersJsOf: string;
}

export interface Comparison {
  /** Holds the model's folder, in the hub's layout. */
  readonly models: string;
  readonly name: string;
  readonly dataDir: string;
  /** Gives so many, none of them twice. */
  readonly pictures: (count: number) => Promise<readonly Picture[]>;
  readonly rounds: number;
  /** Pictures of one round. */
  readonly each: number;
}

const megabyte = 1024 * 1024;

/** Lets all have a turn in every round, so that what else the machine does hits them alike. */
export async function compare(comparison: Comparison): Promise<Compared> {
  const { models, name, dataDir, pictures, rounds, each } = comparison;
  await using open = new AsyncDisposableStack();
  const enter = (contestant: Contestant) => open.adopt(contestant, () => contestant.close());
  const folder = `${models}/${name}`;
  const magpie = enter(await ours(folder, dataDir));
  const looking = [String(process.pid), ...(await childrenOfThis())];
  const limits = [
    enter(await bare(folder, 1, 1)),
    enter(await bare(folder, 1, 2)),
    enter(await bare(folder, 2, 1)),
  ];
  const peers = [enter(await transformersJs(models, name, 1)), enter(await transformersJs(models, name, 2))];

  const delay = monitorEventLoopDelay({ resolution: 1 });
  let rss = 0;
  const rates = new Map<Contestant, number[]>([magpie, ...limits, ...peers].map((one) => [one, []]));
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const turn = await pictures(each);
    for (const [contestant, measured] of rates) {
      if (contestant === magpie && round > 0) delay.enable();
      const rate = await contestant.rate(turn);
      delay.disable();
      if (round > 0) measured.push(rate);
      if (contestant === magpie) rss = Math.max(rss, await residentNow(looking));
    }
  }
  const rateOf = (one: Contestant) => median(rates.get(one) ?? []);
  const best = (of: readonly Contestant[]) => of.reduce((a, b) => (rateOf(b) > rateOf(a) ? b : a));
  const [limit, peer] = [best(limits), best(peers)];
  return {
    ours: rounded(rateOf(magpie)),
    limit: rounded(rateOf(limit)),
    transformersJs: rounded(rateOf(peer)),
    ratioToLimit: rounded(rateOf(magpie) / rateOf(limit)),
    ratioToTransformersJs: rounded(rateOf(magpie) / rateOf(peer)),
    loopDelayP99Ms: rounded(delay.percentile(99) / 1e6),
    rssMb: Math.round(rss / megabyte),
    limitOf: limit.name,
    transformersJsOf: peer.name,
  };
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const rounded = (value: number): number => Number(value.toPrecision(3));
