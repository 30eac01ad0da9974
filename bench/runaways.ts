import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { asMagpieError } from '../src/core/problem.ts';
import { openSource } from '../src/data/open.ts';
import { makeSmallShop } from '../test/data/dialects/sqlite/small-shop.ts';
import { runaways as statements } from '../test/data/dialects/sqlite/statements.ts';
import type { Bench } from './bench.ts';

const timeoutMs = 2_000;
const maxGapMs = 50;

/** Runs questions without end, and measures when they were ended and how long this process stood still meanwhile. */
export const runaways: Bench = {
  name: 'runaways',
  usage: '[--json]',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    const folder = await mkdtemp(join(tmpdir(), 'magpie-bench-'));
    try {
      const report = await measure(join(folder, 'shop.sqlite'));
      const lines = report.map(
        ({ what, ended, ms, gapMs }) => `${ms} ms, gap ${gapMs} ms, ${ended}: ${what}\n`,
      );
      process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : lines.join(''));
      return report.every(({ ms, gapMs }) => ms < timeoutMs + 1_000 && gapMs < maxGapMs) ? 0 : 1;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

interface Runaway {
  readonly what: string;
  /** The code of its error. */
  readonly ended: string;
  readonly ms: number;
  /** The longest time that the event loop did nothing. */
  readonly gapMs: number;
}

async function measure(path: string): Promise<readonly Runaway[]> {
  makeSmallShop(path);
  const source = await openSource({ name: 'shop', url: path, children: 1 });
  const limits = { maxRows: 1_000, maxBytes: 1_000_000, timeoutMs, signal: new AbortController().signal };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const report: Runaway[] = [];
  for (const [what, sql] of statements) {
    delay.reset();
    delay.enable();
    const began = performance.now();
    const ended = await source.select(sql, limits).then(
      () => 'answered',
      (error) => asMagpieError(error).code,
    );
    delay.disable();
    report.push({
      what,
      ended,
      ms: Math.round(performance.now() - began),
      gapMs: Math.round(delay.max / 1e6),
    });
  }
  await source.close();
  return report;
}
