import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeOnnx, type OnnxGraph } from '../../src/vision/onnx/model.ts';
import { classes, edge } from './nets.ts';

/** Writes a net in the hub's layout, prepared for as the tutorial's: shorter edge 256, centre 224, ImageNet's mean and deviation. */
export async function writeModelFolder(folder: string, type: string, graph: OnnxGraph): Promise<void> {
  const names = Array.from({ length: classes }, (_, index) => [index, `thing ${index}`]);
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(join(folder, 'onnx', 'model.onnx'), encodeOnnx(graph));
  await writeJson(join(folder, 'config.json'), { model_type: type, id2label: Object.fromEntries(names) });
  await writeJson(join(folder, 'preprocessor_config.json'), {
    image_processor_type: 'ViTImageProcessor',
    do_resize: true,
    size: { shortest_edge: 256 },
    resample: 2,
    do_center_crop: true,
    crop_size: { height: edge, width: edge },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: [0.485, 0.456, 0.406],
    image_std: [0.229, 0.224, 0.225],
  });
}

const writeJson = (path: string, value: unknown) => writeFile(path, JSON.stringify(value));
