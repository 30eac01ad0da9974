import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { crashAndCount } from './run.ts';

/** Kills Magpie while calls arrive, and counts from outside what became of those that it acknowledged. */
export const crash: Bench = {
  name: 'crash',
  usage: '[--kills 20] [--calls 200] [--json]',
  async run(args) {
    const options = {
      kills: { type: 'string', default: '20' },
      calls: { type: 'string', default: '200' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const [kills, calls] = [Number(values.kills), Number(values.calls)];
    if (!Number.isInteger(kills) || !Number.isInteger(calls) || kills < 0 || calls < 1) return undefined;
    const report = await crashAndCount({ kills, calls, tell: (line) => process.stderr.write(`${line}\n`) });
    const lines = Object.entries(report).map(([what, value]) => `${what}: ${JSON.stringify(value)}\n`);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : lines.join(''));
    const { lost, twice, unanswered, wrong, innocentQuarantined, quarantined, accepted } = report;
    const held = lost + twice + unanswered + wrong + innocentQuarantined === 0;
    return held && quarantined === 1 && accepted === calls + 1 ? 0 : 1;
  },
};
