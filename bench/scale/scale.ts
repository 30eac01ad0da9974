import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { type Growth, growth } from './growth.ts';
import { type Intake, intake } from './intake.ts';
import { type Throughput, throughput } from './throughput.ts';

interface ScaleReport {
  /** By how many workers there were. */
  readonly workers: Readonly<Record<string, Throughput>>;
  /** Calls a second of the most workers, as a multiple of those of one. */
  readonly gain: number;
  readonly intake: Intake;
  readonly growth: Readonly<Record<'sqlite' | 'postgres', Growth>>;
}

const limits = { gain: 1.8, cpuMsPerCall: 10, acceptP99Ms: 50, ratio: 1.5 };

/** What more workers bring, what the queue and the store cost, and whether a full store is slower than an empty one. */
export const scale: Bench = {
  name: 'scale',
  usage: '[--workers 1,2] [--calls 600] [--turns 1000000] [--json]',
  async run(args) {
    const options = {
      workers: { type: 'string', default: '1,2' },
      calls: { type: 'string', default: '600' },
      turns: { type: 'string', default: '1000000' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const workers = values.workers.split(',').map(Number);
    const [calls = 0, turns = 0] = [values.calls, values.turns].map(Number);
    if (![...workers, calls, turns].every((count) => Number.isInteger(count) && count > 0)) return undefined;
    const tell = (line: string) => void process.stderr.write(`${line}\n`);

    const rates: Record<string, Throughput> = {};
    for (const count of workers) {
      rates[count] = await throughput(count, calls * count);
      tell(`${count} workers: ${rates[count].callsPerSecond} calls a second`);
    }
    const all = Object.values(rates);
    const rateOf = (count: number) => rates[count]?.callsPerSecond ?? 0;
    const [fewest, most] = [Math.min(...workers), Math.max(...workers)];
    const taken = await intake();
    tell(`acknowledged after ${taken.acceptP99Ms} ms (p99)`);
    const plan = { turns, channels: 10_000, tell };
    const report: ScaleReport = {
      workers: rates,
      gain: Math.round((rateOf(most) / rateOf(fewest)) * 100) / 100,
      intake: taken,
      growth: { sqlite: await growth('sqlite', plan), postgres: await growth('postgres', plan) },
    };
    process.stdout.write(
      values.json ? `${JSON.stringify(report)}\n` : `${JSON.stringify(report, null, 2)}\n`,
    );
    const grown = Object.values(report.growth).flatMap(({ accept, followUp }) => [accept, followUp]);
    const held =
      (fewest === most || report.gain >= limits.gain * (most / fewest / 2)) &&
      all.every(({ cpuMsPerCall }) => cpuMsPerCall < limits.cpuMsPerCall) &&
      taken.acceptP99Ms < limits.acceptP99Ms &&
      grown.every(({ ratio }) => ratio <= limits.ratio);
    return held ? 0 : 1;
  },
};
