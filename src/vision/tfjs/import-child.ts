import { rename, rm, writeFile } from 'node:fs/promises';
import type { NpmSource } from '../../../schema/model-card.ts';
import { parseTfjsModel } from '../../../schema/tfjs-model.ts';
import { serve } from '../../children/serve.ts';
import { MagpieError } from '../../core/errors.ts';
import { encodeOnnx, type OnnxGraph } from '../onnx/model.ts';
import type { Size } from '../pixels/crop-plan.ts';
import { graphToOnnx } from './graph-to-onnx.ts';
import { layersToOnnx } from './layers-to-onnx.ts';
import { type LocalExport, localFiles, npmFiles } from './source-files.ts';

export interface ImportRequest {
  readonly source: NpmSource | LocalExport;
  /** Of the pictures, where the model takes any. */
  readonly size: Size;
  /** Where the .onnx file goes; it is there whole or not at all. */
  readonly path: string;
}

serve<null, ImportRequest, null>(async () => async (request) => {
  const graph = await converted(request).catch(unusable);
  await writeWhole(request.path, encodeOnnx(graph)).catch(unusable);
  return null;
});

async function converted({ source, size }: ImportRequest): Promise<OnnxGraph> {
  const { json, shards } = await (source.kind === 'npm' ? npmFiles(source) : localFiles(source));
  const parsed = parseTfjsModel(json);
  return parsed.kind === 'graph'
    ? graphToOnnx(parsed.model, shards, size)
    : layersToOnnx(parsed.model, shards, size);
}

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
