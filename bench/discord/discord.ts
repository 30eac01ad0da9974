import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { floodAndCount } from './run.ts';
import { acknowledgedWithinMs } from './verdict.ts';

/** Calls come to Magpie all at once while as many wait: how soon is each acknowledged, and what becomes of them? */
export const discord: Bench = {
  name: 'discord',
  usage: '[--calls 500] [--json]',
  async run(args) {
    const options = {
      calls: { type: 'string', default: '500' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const calls = Number(values.calls);
    if (!Number.isInteger(calls) || calls < 1) return undefined;
    const report = await floodAndCount({ calls, tell: (line) => process.stderr.write(`${line}\n`) });
    const lines = Object.entries(report).map(([what, value]) => `${what}: ${value}\n`);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : lines.join(''));
    const held = report.ackP99Ms < acknowledgedWithinMs && report.lost + report.twice === 0;
    return held && report.answered === calls ? 0 : 1;
  },
};
