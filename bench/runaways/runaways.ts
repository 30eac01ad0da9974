import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { houses } from './houses.ts';
import { measure, type Report } from './measure.ts';

const timeoutMs = 2_000;
const maxGapMs = 50;

/**
 * Runs questions without end in every dialect that can be opened here, and measures when they were ended, how long this process
 * stood still meanwhile and what memory it took.
 */
export const runaways: Bench = {
  name: 'runaways',
  usage: '[--postgres URL] [--mysql URL] [--json]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        postgres: { type: 'string', default: 'postgres://root@127.0.0.1/postgres' },
        mysql: { type: 'string', default: 'mysql://root@127.0.0.1/test' },
        json: { type: 'boolean', default: false },
      },
    });
    const folder = await mkdtemp(join(tmpdir(), 'magpie-bench-'));
    try {
      const reports: Report[] = [];
      for (const house of houses) reports.push(await measure(house, { ...values, folder }, timeoutMs));
      process.stdout.write(values.json ? `${JSON.stringify(reports)}\n` : reports.map(text).join('\n'));
      const held = reports.every(
        (report) =>
          report.kind === 'skipped' || (report.longestMs < timeoutMs + 1_000 && report.gapMs < maxGapMs),
      );
      return held ? 0 : 1;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function text(report: Report): string {
  if (report.kind === 'skipped') return `${report.dialect}: skipped, ${report.why}\n`;
  const { dialect, longestMs, gapMs, childMb, ownMb } = report;
  const head = `${dialect}: at most ${longestMs} ms, gap ${gapMs} ms, ${childMb} MB in a child, ${ownMb} MB more here\n`;
  return head + report.ran.map(({ what, ended, ms }) => `  ${ms} ms, ${ended}: ${what}\n`).join('');
}
