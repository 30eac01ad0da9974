import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench } from '../bench.ts';
import { installPeers } from '../peers.ts';
import { startWorker, type Worker } from '../worker.ts';
import { type Drawn, drawn, scoresOf } from './drawn.ts';

/** Of a score, from 0 to 1. */
const maxDifference = 1e-4;

interface Compared {
  readonly pictures: number;
  readonly maxDifference: number;
}

interface Report {
  /** By the name of the model. */
  readonly models: Readonly<Record<string, Compared>>;
  readonly ok: boolean;
}

type Peer = Worker<
  object,
  { readonly scores: readonly Scores[]; readonly made: Readonly<Record<string, number[][]>> }
>;
type Scores = Readonly<Record<string, number>>;

const nsfwModels = [
  { name: 'mobilenet_v2', peer: 'MobileNetV2', card: 'content-rating-small', edge: 224 },
  { name: 'mobilenet_v2_mid', peer: 'MobileNetV2Mid', card: 'content-rating', edge: 224 },
  { name: 'inception_v3', peer: 'InceptionV3', card: 'content-rating-large', edge: 299 },
] as const;

/** How far imported models are from what TensorFlow.js itself says of the same pixels. */
export const tfjs: Bench = {
  name: 'tfjs',
  usage: '[--pictures N] [--json]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { pictures: { type: 'string', default: '4' }, json: { type: 'boolean', default: false } },
    });
    const pictures = Number(values.pictures);
    if (!(Number.isInteger(pictures) && pictures > 0)) return undefined;
    const report = await compareImports(pictures);
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : text(report));
    return report.ok ? 0 : 1;
  },
};

export async function compareImports(count: number): Promise<Report> {
  installPeers();
  const folder = await mkdtemp(join(tmpdir(), 'magpie-bench-'));
  const peer: Peer = await startWorker(new URL('../peers/tfjs.js', import.meta.url), []);
  try {
    const models: Record<string, Compared> = {};
    for (const model of nsfwModels) {
      const pictures = await drawn(folder, model.edge, count);
      const { scores } = await peer.run({
        task: 'nsfwjs',
        model: model.peer,
        edge: model.edge,
        paths: pathsOf(pictures),
      });
      models[model.name] = await compared(model.card, folder, pictures, scores);
    }
    const pictures = await drawn(folder, small.edge, count);
    const paths = pathsOf(pictures);
    const { made } = await peer.run({
      task: 'make',
      folder: join(folder, 'made'),
      classes: labels.length,
      ...small,
      paths,
    });
    for (const [name, outputs] of Object.entries(made)) {
      const model = join(folder, 'made', name);
      await writeFile(join(model, 'card.json'), JSON.stringify({ ...card, name }));
      const scores = outputs.map((row) => Object.fromEntries(row.map((score, at) => [labels[at], score])));
      models[`made: ${name}`] = await compared(model, folder, pictures, scores);
    }
    return { models, ok: Object.values(models).every((one) => one.maxDifference <= maxDifference) };
  } finally {
    peer.close();
    await rm(folder, { recursive: true });
  }
}

const small = { edge: 32 };
const labels = ['crow', 'magpie', 'wren', 'tit', 'jay', 'owl'];
const square = { width: small.edge, height: small.edge };
const card = {
  about: 'Tells birds apart, at random.',
  source: { kind: 'tfjs', path: 'model.json' },
  input: { resize: { to: 'size', ...square }, crop: square },
  activation: 'none',
  labels,
};

const pathsOf = (pictures: readonly Drawn[]): readonly string[] => pictures.map(({ raw }) => raw);

async function compared(
  model: string,
  dataDir: string,
  pictures: readonly Drawn[],
  right: readonly Scores[],
): Promise<Compared> {
  const ours = await scoresOf(model, dataDir, pictures);
  const differences = ours.flatMap((scores, at) =>
    Object.entries(scores).map(([label, score]) => Math.abs(score - (right[at]?.[label] ?? Number.NaN))),
  );
  const [largest = Number.NaN] = differences.toSorted((a, b) => b - a || (Number.isNaN(a) ? -1 : 1));
  return { pictures: pictures.length, maxDifference: Number(largest.toPrecision(3)) };
}

const text = ({ models }: Report): string =>
  Object.entries(models)
    .map(
      ([name, { pictures, maxDifference: most }]) =>
        `${name}: at most ${most} apart on ${pictures} pictures\n`,
    )
    .join('');
