import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { asMagpieError } from '../../src/core/problem.ts';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import type { Bench } from '../bench.ts';
import { watchChildren } from '../watch-children.ts';
import { hostilePictures } from './pictures.ts';

const children = 2;
const megabyte = 1024 * 1024;
const limitMb = 768;
const maxMs = 5_000;

interface Report {
  readonly calls: number;
  readonly answered: number;
  /** Innocent pictures that got no answer. */
  readonly innocentRefused: number;
  /** By code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly longestMs: number;
  readonly longestOf: string;
  /** Resident at most in one child, as seen from outside. */
  readonly childMb: number;
  readonly limitMb: number;
  /** How much this process grew, and how long its loop stood still at most. */
  readonly ownMb: number;
  readonly gapMs: number;
}

/** Sends files that are made to do harm to a real classifier, and watches its children from outside. */
export const hostile: Bench = {
  name: 'hostile',
  usage: '[--calls 5000] [--seed N] [--json]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        calls: { type: 'string', default: '5000' },
        seed: { type: 'string', default: '20261201' },
        json: { type: 'boolean', default: false },
      },
    });
    const [calls, seed] = [Number(values.calls), Number(values.seed)];
    if (!Number.isInteger(calls) || calls < 1 || !Number.isInteger(seed)) return undefined;
    const report = await sendHostile(calls, seed);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : text(report));
    const { innocentRefused, refused, longestMs, childMb } = report;
    const held =
      innocentRefused === 0 && refused.UNEXPECTED === undefined && longestMs <= maxMs && childMb <= limitMb;
    return held ? 0 : 1;
  },
};

export async function sendHostile(calls: number, seed: number): Promise<Report> {
  const dataDir = await mkdtemp(join(tmpdir(), 'magpie-bench-'));
  const limits = { maxPixels: 50e6, maxBytes: 20e6, maxMemory: limitMb * megabyte };
  const classifier = await openClassifier({ model: 'embedded', dataDir, children, ...limits });
  const pictures = await hostilePictures(calls, seed);
  const memory = watchChildren();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const refused: Record<string, number> = {};
  let answered = 0;
  let innocentRefused = 0;
  let longest = { ms: 0, kind: 'none' };
  const never = new AbortController().signal;
  const work = async () => {
    for (;;) {
      const { value, done } = pictures.next();
      if (done) return;
      const began = performance.now();
      const code = await classifier.classify(value.bytes, 5, never).then(
        () => undefined,
        (error: unknown) => asMagpieError(error).code,
      );
      const ms = Math.round(performance.now() - began);
      if (ms > longest.ms) longest = { ms, kind: value.kind };
      if (code === undefined) answered++;
      else refused[code] = (refused[code] ?? 0) + 1;
      if (code !== undefined && value.kind === 'innocent') innocentRefused++;
    }
  };
  try {
    delay.enable();
    await Promise.all(Array.from({ length: children }, work));
    delay.disable();
  } finally {
    await classifier.close();
    await rm(dataDir, { recursive: true });
  }
  const { childMb, ownMb } = memory.stop();
  return {
    calls,
    answered,
    innocentRefused,
    refused,
    longestMs: longest.ms,
    longestOf: longest.kind,
    childMb,
    limitMb,
    ownMb,
    gapMs: Math.round(delay.max / 1e6),
  };
}

const text = ({ refused, ...report }: Report): string =>
  [...Object.entries(report), ...Object.entries(refused)]
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
