import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { graphModelModule } from '../../../schema/graph-model.ts';
import type { NpmSource } from '../../../schema/model-card.ts';

/** A model.json, and its weight files in order, joined. */
export interface TfjsFiles {
  readonly json: unknown;
  readonly shards: Uint8Array;
}

/** Loads a model out of an installed package. Throws when its bytes are not those that the card was written for. */
export async function npmFiles({ module, sha256 }: Pick<NpmSource, 'module' | 'sha256'>): Promise<TfjsFiles> {
  const exported: Record<string, unknown> = await import(module);
  const { modelJson, weightBundles } = graphModelModule.parse(Object.values(exported)[0]);
  const json = (await modelJson()).default;
  const parts = await Promise.all(weightBundles.map(async (load) => String((await load()).default)));
  const shards = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  const found = createHash('sha256').update(JSON.stringify(json)).update(shards).digest('hex');
  if (found !== sha256) throw new Error(`${module} has the checksum ${found}, and its card says ${sha256}`);
  return { json, shards };
}

/** A model.json of this machine, and the weight files that it names, in order. Absolute paths. */
export interface LocalExport {
  readonly kind: 'tfjs';
  readonly path: string;
  readonly weights: readonly string[];
}

export async function localFiles({ path, weights }: LocalExport): Promise<TfjsFiles> {
  const json: unknown = JSON.parse(await readFile(path, 'utf8'));
  const shards = await Promise.all(weights.map((file) => readFile(file)));
  return { json, shards: Buffer.concat(shards) };
}
