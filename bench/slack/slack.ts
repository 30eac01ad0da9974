import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { callsIn, reportFlood } from '../flood/report.ts';
import { type FloodPlace, floodAndCount } from '../flood/run.ts';

/** The same as of Discord, of slash commands, mentions and direct messages. */
export const slack: Bench = {
  name: 'slack',
  usage: '[--calls 500] [--socket] [--json]',
  async run(args) {
    const options = {
      calls: { type: 'string', default: '500' },
      socket: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const calls = callsIn(values.calls);
    if (calls === undefined) return undefined;
    const tell = (line: string) => void process.stderr.write(`${line}\n`);
    const place = inSlack(values.socket ? 'socket' : 'http');
    return reportFlood(await floodAndCount(place, { calls, tell }), { ...values, calls });
  },
};

export const inSlack = (transport: 'http' | 'socket'): FloodPlace => ({
  module: new URL('./fake.ts', import.meta.url),
  args: [transport],
});
