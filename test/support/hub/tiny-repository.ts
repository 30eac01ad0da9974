import { encodeOnnx } from '../../../src/vision/onnx/model.ts';
import { meanColour, tinyConfig, tinyPreprocessor } from '../tiny-model.ts';
import type { HubRepository } from './repositories.ts';

/** A repository with the model that tells how red, green and blue a picture is; other files take the place of these. */
export const tinyRepository = (repo: string, files: HubRepository['files'] = {}): HubRepository => ({
  repo,
  licence: 'mit',
  files: {
    'README.md': '# Colours',
    'config.json': JSON.stringify(tinyConfig),
    'preprocessor_config.json': JSON.stringify(tinyPreprocessor),
    'onnx/model.onnx': encodeOnnx(meanColour),
    ...files,
  },
  large: ['onnx/model.onnx'],
});
