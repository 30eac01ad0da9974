import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeOnnx, type OnnxGraph } from '../../src/vision/onnx/model.ts';
import { tempFolder } from './temp-folder.ts';

const edge = 32;

/** A real ONNX model of a few hundred bytes: its three outputs are how red, green and blue a picture is on average. */
export const meanColour: OnnxGraph = {
  input: { name: 'pixels', dims: [1, 3, edge, edge] },
  output: 'means',
  nodes: [
    { op: 'ReduceMean', inputs: ['pixels'], output: 'means', attributes: { axes: [2, 3], keepdims: 0 } },
  ],
  tensors: [],
};

export const tinyConfig = { id2label: { 0: 'red', 1: 'green', 2: 'blue' } };

export const tinyPreprocessor = {
  size: { shortest_edge: edge },
  do_center_crop: true,
  crop_size: { height: edge, width: edge },
  rescale_factor: 1 / 255,
  do_normalize: false,
};

export interface TinyModel {
  readonly config?: unknown;
  readonly preprocessor?: unknown;
  readonly onnx?: Uint8Array;
}

/** A folder in the hub's layout with that model, or with parts of it replaced; gone when the test has finished. */
export async function tinyModel(parts: TinyModel = {}): Promise<string> {
  const folder = await tempFolder();
  await mkdir(join(folder, 'onnx'));
  await writeFile(join(folder, 'config.json'), asText(parts.config ?? tinyConfig));
  await writeFile(join(folder, 'preprocessor_config.json'), asText(parts.preprocessor ?? tinyPreprocessor));
  await writeFile(join(folder, 'onnx', 'model.onnx'), parts.onnx ?? encodeOnnx(meanColour));
  return folder;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
