import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { tfjsWeights } from '../../../schema/tfjs-model.ts';
import { createChildPool, type WorkLimit } from '../../children/pool.ts';
import { formatBytes } from '../../render/numbers.ts';
import type { ImportRequest } from '../tfjs/import-child.ts';
import { exists, type FoundModel } from './model-folder.ts';
import { readJson } from './read-json.ts';
import { unusable } from './unusable.ts';

/** Raise it when the importer writes other files than before: then all are imported anew. */
const importer = 2;

// The largest of those that come along takes less than two seconds.
const limit: WorkLimit = { ms: 60_000, reason: unusable('importing it took longer than a minute') };
/** Bytes of all files of an export. */
const maxExport = 400_000_000;
/** Bytes of a model.json: the largest that comes along has 0.2 MB. */
const maxTopology = 20_000_000;

/** The path of a model's .onnx file; one that comes in another format is converted into `dataDir` the first time. */
export async function onnxFile(
  { card, folder }: FoundModel,
  dataDir: string,
  maxMemory: number,
): Promise<string> {
  const { source } = card;
  switch (source.kind) {
    case 'https':
      throw unusable(`${card.name} has to be fetched: npm run magpie -- model add`);
    case 'file': {
      const path = resolve(folder, source.path);
      if (!(await exists(path))) throw unusable(`there is no ${path}`);
      return path;
    }
    case 'npm':
      return imported({ card, source, sha256: source.sha256, dataDir, maxMemory });
    case 'tfjs': {
      const path = resolve(folder, source.path);
      const weights = await weightFiles(path);
      const sha256 = await checksumOfExport(path, weights);
      return imported({ card, source: { kind: 'tfjs', path, weights }, sha256, dataDir, maxMemory });
    }
  }
}

interface Import {
  readonly card: FoundModel['card'];
  readonly source: ImportRequest['source'];
  /** Of what it is made from. */
  readonly sha256: string;
  readonly dataDir: string;
  readonly maxMemory: number;
}

async function imported({ card, source, sha256, dataDir, maxMemory }: Import): Promise<string> {
  const models = join(dataDir, 'models');
  // A name becomes part of a file's.
  const name = card.name.replace(/[^\w.-]+/g, '-').slice(0, 64);
  const { width, height } = card.input.crop;
  const path = join(models, `${name}-${sha256.slice(0, 16)}-${width}x${height}-${importer}.onnx`);
  if (await exists(path)) return path;
  await mkdir(models, { recursive: true }).catch((cause) => {
    throw unusable(cause.message);
  });
  const entry = new URL('../tfjs/import-child.ts', import.meta.url);
  const pool = createChildPool<null, ImportRequest, null>({ entry, setup: null, maxMemory, size: 1 });
  try {
    await pool.run({ source, size: card.input.crop, path }, new AbortController().signal, limit);
  } finally {
    await pool.close();
  }
  return path;
}

/** Over a model.json and its weights. */
async function checksumOfExport(path: string, weights: readonly string[]): Promise<string> {
  const files = [path, ...weights];
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (all > maxExport)
    throw unusable(
      `${path} has ${formatBytes(all, 'en')} of weights; at most ${formatBytes(maxExport, 'en')} are imported`,
    );
  const hash = createHash('sha256');
  for (const file of files) await pipeline(createReadStream(file), hash, { end: false });
  return hash.digest('hex');
}

/** Those that a model.json names, all beside it. */
async function weightFiles(path: string): Promise<readonly string[]> {
  // This process reads it, and must not stand still for long.
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > maxTopology)
    throw unusable(
      `${path} has ${formatBytes(size, 'en')}; at most ${formatBytes(maxTopology, 'en')} are read`,
    );
  const { weightsManifest } = await readJson(path, tfjsWeights);
  const names = weightsManifest.flatMap(({ paths }) => paths);
  const elsewhere = names.find((name) => name !== basename(name) || name.includes('\\'));
  if (elsewhere !== undefined) throw unusable(`its weights are not beside it: ${elsewhere}`);
  const files = names.map((name) => join(dirname(path), name));
  for (const file of files) if (!(await exists(file))) throw unusable(`there is no ${file}`);
  return files;
}
