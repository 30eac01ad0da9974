import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { graphModelModule } from '../../../schema/graph-model.ts';
import type { NpmSource } from '../../../schema/model-card.ts';
import { parseTfjsModel } from '../../../schema/tfjs-model.ts';

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

/** Loads a model.json of this machine, with the weight files beside it. Throws when there is one elsewhere. */
export async function localFiles(path: string): Promise<TfjsFiles> {
  const json: unknown = JSON.parse(await readFile(path, 'utf8'));
  const names = parseTfjsModel(json).model.weightsManifest.flatMap(({ paths }) => paths);
  const elsewhere = names.find((name) => name !== basename(name) || name.includes('\\'));
  if (elsewhere !== undefined) throw new Error(`its weights are not beside it: ${elsewhere}`);
  const shards = await Promise.all(names.map((name) => readFile(join(dirname(path), name))));
  return { json, shards: Buffer.concat(shards) };
}
