import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { crashManyAndCount } from './many.ts';
import { crashAndCount } from './run.ts';

/** Kills Magpie while calls arrive, and counts from outside what became of those that it acknowledged. */
export const crash: Bench = {
  name: 'crash',
  usage: '[--kills 20] [--calls 200] [--workers N] [--json]',
  async run(args) {
    const options = {
      kills: { type: 'string', default: '20' },
      calls: { type: 'string', default: '200' },
      // So many, over a Postgres that is killed too.
      workers: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const numbers = [values.kills, values.calls, values.workers].map(Number);
    const [kills = 0, calls = 0, workers = 0] = numbers;
    if (!numbers.every(Number.isInteger) || kills < 0 || calls < 1 || workers < 0) return undefined;
    const plan = { kills, calls, tell: (line: string) => process.stderr.write(`${line}\n`) };
    const report = await (workers > 0 ? crashManyAndCount({ ...plan, workers }) : crashAndCount(plan));
    const lines = Object.entries(report).map(([what, value]) => `${what}: ${JSON.stringify(value)}\n`);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : lines.join(''));
    const { lost, twice, unanswered, wrong, innocentQuarantined, quarantined, accepted } = report;
    const held = lost + twice + unanswered + wrong + innocentQuarantined === 0;
    return held && quarantined === 1 && accepted === calls + 1 ? 0 : 1;
  },
};
