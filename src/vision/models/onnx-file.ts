import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { NpmSource } from '../../../schema/model-card.ts';
import { createChildPool, type WorkLimit } from '../../children/pool.ts';
import type { ImportRequest } from '../tfjs/import-child.ts';
import { exists, type FoundModel } from './model-folder.ts';
import { unusable } from './unusable.ts';

/** Raise it when the importer writes other files than before: then all are imported anew. */
const importer = 1;

// It takes less than a second.
const limit: WorkLimit = { ms: 60_000, reason: unusable('importing it took longer than a minute') };

/** The path of a model's .onnx file; one that comes in another format is converted into `dataDir` the first time. */
export async function onnxFile(
  { card, folder }: FoundModel,
  dataDir: string,
  maxMemory: number,
): Promise<string> {
  const { source } = card;
  if (source.kind === 'https') throw unusable(`${card.name} has to be fetched: npm run magpie -- model add`);
  if (source.kind === 'file') {
    const path = resolve(folder, source.path);
    if (!(await exists(path))) throw unusable(`there is no ${path}`);
    return path;
  }
  const models = join(dataDir, 'models');
  const path = join(models, `${card.name}-${source.sha256.slice(0, 16)}-${importer}.onnx`);
  if (!(await exists(path))) {
    await mkdir(models, { recursive: true }).catch((cause) => {
      throw unusable(cause.message);
    });
    await importInChild(source, path, maxMemory);
  }
  return path;
}

async function importInChild(source: NpmSource, path: string, maxMemory: number): Promise<void> {
  const entry = new URL('../tfjs/import-child.ts', import.meta.url);
  const pool = createChildPool<null, ImportRequest, null>({ entry, setup: null, maxMemory, size: 1 });
  try {
    await pool.run({ source, path }, new AbortController().signal, limit);
  } finally {
    await pool.close();
  }
}
