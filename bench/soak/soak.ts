import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { soakAndWatch } from './run.ts';

/** Mixed load for a long time: memory, handles, and nothing lost. */
export const soak: Bench = {
  name: 'soak',
  usage: '[--minutes 60] [--json]',
  async run(args) {
    const options = {
      minutes: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: [...args], options });
    const minutes = Number(values.minutes);
    if (!(minutes > 0)) return undefined;
    const report = await soakAndWatch({ minutes, tell: (line) => void process.stderr.write(`${line}\n`) });
    const lines = Object.entries(report).map(([what, value]) => `${what}: ${JSON.stringify(value)}\n`);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : lines.join(''));
    const { lost, twice, unanswered, wrong, flat, died } = report;
    return lost + twice + unanswered + wrong === 0 && flat && !died ? 0 : 1;
  },
};
