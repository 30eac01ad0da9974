import { createHash } from 'node:crypto';
import { type GraphModel, graphModel, graphModelModule } from '../../../schema/graph-model.ts';
import type { NpmSource } from '../../../schema/model-card.ts';

export interface NpmModel {
  readonly model: GraphModel;
  readonly shards: Uint8Array;
}

/** Loads a model out of an installed package. Throws when its bytes are not those that the card was written for. */
export async function readNpmModel({
  module,
  sha256,
}: Pick<NpmSource, 'module' | 'sha256'>): Promise<NpmModel> {
  const exported: Record<string, unknown> = await import(module);
  const { modelJson, weightBundles } = graphModelModule.parse(Object.values(exported)[0]);
  const json = (await modelJson()).default;
  const parts = await Promise.all(weightBundles.map(async (load) => String((await load()).default)));
  const shards = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  const found = createHash('sha256').update(JSON.stringify(json)).update(shards).digest('hex');
  if (found !== sha256) throw new Error(`${module} has the checksum ${found}, and its card says ${sha256}`);
  return { model: graphModel.parse(json), shards };
}
