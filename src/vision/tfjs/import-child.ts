import { rename, rm, writeFile } from 'node:fs/promises';
import type { NpmSource } from '../../../schema/model-card.ts';
import { serve } from '../../children/serve.ts';
import { MagpieError } from '../../core/errors.ts';
import { encodeOnnx } from '../onnx/model.ts';
import { readNpmModel } from './npm-model.ts';
import { toOnnx } from './to-onnx.ts';

export interface ImportRequest {
  readonly source: NpmSource;
  /** Where the .onnx file goes; it is there whole or not at all. */
  readonly path: string;
}

serve<null, ImportRequest, null>(async () => async ({ source, path }) => {
  const { model, shards } = await readNpmModel(source).catch(unusable);
  await writeWhole(path, encodeOnnx(toOnnx(model, shards))).catch(unusable);
  return null;
});

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, bytes, { flush: true });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

function unusable(cause: Error): never {
  throw new MagpieError('MODEL_UNAVAILABLE', { why: cause.message });
}
