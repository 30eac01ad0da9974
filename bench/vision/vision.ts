import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type { Bench } from '../bench.ts';
import { installPeers } from '../peers.ts';
import { type Compared, compare } from './compare.ts';
import type { Picture } from './contestants.ts';
import { type FirstAnswer, firstAnswer } from './first-answer.ts';
import { type Flatness, watchMemory } from './flat.ts';

/** What must be reached (docs/models.md). */
const marks = {
  resnet50: { ratioToLimit: 0.72, ratioToTransformersJs: 1.5 },
  mobilenetv2: { ratioToLimit: 0.4, ratioToTransformersJs: 1.5 },
} as const;
const maxLoopDelayMs = 15;
const maxFirstAnswerMs = 1000;
/** In the second half of the pictures: what grows without end grows by more. */
const maxGrowthMb = 40;

type Name = keyof typeof marks;
const names = Object.keys(marks) as Name[];

interface VisionReport {
  readonly models: Readonly<Record<Name, Compared>>;
  /** Of the embedded model, which comes along. */
  readonly firstAnswer: FirstAnswer;
  readonly ok: boolean;
}

interface VisionOptions {
  readonly rounds: number;
  /** Seconds that one turn should take, roughly. */
  readonly seconds: number;
}

/** Two megapixels. */
const size = { width: 1632, height: 1224 };
/** Pictures a second, roughly: for how many a turn needs. */
const expected = { resnet50: 30, mobilenetv2: 80 } as const satisfies Record<Name, number>;

/** How near `/classify` comes to what the model alone would allow, and how far it is from transformers.js. */
export const vision: Bench = {
  name: 'vision',
  usage: '[--rounds N] [--seconds N] [--flat N] [--json]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '2' },
        flat: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
    if (!(Number.isInteger(rounds) && rounds > 0 && seconds > 0)) return undefined;
    if (values.flat !== undefined) {
      const count = Number(values.flat);
      if (!(Number.isInteger(count) && count > 0)) return undefined;
      const flat = await measureFlatness(count);
      process.stdout.write(`${JSON.stringify(flat)}\n`);
      return flat.growthMb <= maxGrowthMb ? 0 : 1;
    }
    const report = await measureVision({ rounds, seconds });
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : text(report));
    return report.ok ? 0 : 1;
  },
};

export async function measureVision({ rounds, seconds }: VisionOptions): Promise<VisionReport> {
  installPeers();
  const folder = await mkdtemp(join(tmpdir(), 'magpie-bench-'));
  try {
    const turnOf = (name: Name) => Math.max(2, Math.round(expected[name] * seconds));
    const most = Math.max(...names.map(turnOf)) * (rounds + 1);
    await make(folder, most);
    const measured: Partial<Record<Name, Compared>> = {};
    for (const name of names) {
      measured[name] = await compare({
        models: join(folder, 'models'),
        name,
        dataDir: join(folder, name),
        pictures: pictureShelf(folder),
        rounds,
        each: turnOf(name),
      });
    }
    // Each name has been measured.
    const models = measured as Record<Name, Compared>;
    const [picture] = await pictureShelf(folder)(1);
    if (!picture) throw new Error('there is no picture');
    // Imported once before, as it is at the first start.
    await firstAnswer('embedded', join(folder, 'first'), picture);
    const first = await firstAnswer('embedded', join(folder, 'first'), picture);
    const reached = names.every((name) => reaches(models[name], marks[name]));
    return { models, firstAnswer: first, ok: reached && first.ofStartMs <= maxFirstAnswerMs };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** So many pictures are remembered: of more than these in turn none is known again. */
const remembered = 500;

async function measureFlatness(count: number): Promise<Flatness> {
  const folder = await mkdtemp(join(tmpdir(), 'magpie-bench-'));
  try {
    await make(folder, remembered + 100, { width: 640, height: 480 });
    const shelf = await pictureShelf(folder)(remembered + 100);
    return await watchMemory(join(folder, 'models', 'mobilenetv2'), join(folder, 'data'), shelf, count);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const reaches = (
  { ratioToLimit, ratioToTransformersJs, loopDelayP99Ms }: Compared,
  mark: (typeof marks)[Name],
): boolean =>
  ratioToLimit >= mark.ratioToLimit &&
  ratioToTransformersJs >= mark.ratioToTransformersJs &&
  loopDelayP99Ms < maxLoopDelayMs;

async function make(folder: string, count: number, { width, height } = size): Promise<void> {
  const script = fileURLToPath(new URL('./make.ts', import.meta.url));
  const numbers = [count, width, height].map(String);
  await promisify(execFile)(process.execPath, [script, folder, ...numbers]);
}

/** Gives the pictures one after the other. */
function pictureShelf(folder: string) {
  let given = 0;
  return (count: number): Promise<readonly Picture[]> => {
    const paths = Array.from({ length: count }, () => join(folder, 'pictures', `${given++}.jpg`));
    return Promise.all(paths.map(async (path) => ({ path, bytes: await readFile(path) })));
  };
}

const text = ({ models, firstAnswer: { ofModelMs, ofStartMs } }: VisionReport): string =>
  [
    ...Object.entries(models).map(line),
    `first answer: ${ofStartMs} ms after the start; the model ${ofModelMs} ms\n`,
  ].join('');

const line = ([name, { ours, limit, limitOf, transformersJs, transformersJsOf, ...rest }]: [
  string,
  Compared,
]): string =>
  `${name}: ${ours} pictures/s, ${rest.ratioToLimit} of the model alone (${limit}, ${limitOf}), ` +
  `${rest.ratioToTransformersJs} x transformers.js (${transformersJs}, ${transformersJsOf}); ` +
  `loop delay p99 ${rest.loopDelayP99Ms} ms, ${rest.rssMb} MB\n`;
