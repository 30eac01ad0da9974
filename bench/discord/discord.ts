import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { callsIn, reportFlood } from '../flood/report.ts';
import { floodAndCount } from '../flood/run.ts';

/** Slash calls come to Magpie all at once while as many wait: how soon is each acknowledged, and what becomes of them? */
export const discord: Bench = {
  name: 'discord',
  usage: '[--calls 500] [--json]',
  async run(args) {
    const options = {
      calls: { type: 'string', default: '500' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const calls = callsIn(values.calls);
    if (calls === undefined) return undefined;
    const tell = (line: string) => void process.stderr.write(`${line}\n`);
    return reportFlood(await floodAndCount(inDiscord, { calls, tell }), { ...values, calls });
  },
};

export const inDiscord = { module: new URL('./fake.ts', import.meta.url) };
