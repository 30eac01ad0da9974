import type { ModelCard } from '../../schema/model-card.ts';
import { serve } from '../children/serve.ts';
import type { Classification } from '../core/classifier.ts';
import { cropFor } from './pixels/crop.ts';
import { openPicture } from './pixels/decode.ts';
import type { ReadableFormat } from './pixels/picture-format.ts';
import { quietSharp } from './pixels/quiet-sharp.ts';
import { tensorOf } from './pixels/tensor.ts';
import { rank, scoresOf } from './scores.ts';
import { openSession } from './session.ts';

export interface Setup {
  readonly card: ModelCard;
  /** Path of the model. */
  readonly onnx: string;
  readonly maxPixels: number;
}

export interface Request {
  readonly image: Uint8Array;
  readonly format: ReadableFormat;
  readonly top: number;
}

export interface Response extends Omit<Classification, 'model'> {
  readonly features: Float32Array;
}

serve<Setup, Request, Response>(async ({ card, onnx, maxPixels }) => {
  quietSharp();
  const session = await openSession(onnx, card.input, card.labels.length);

  return async ({ image, format, top }) => {
    const start = performance.now();
    const picture = await openPicture(image, format, maxPixels);
    const crop = await cropFor(card.input, picture);
    const { outputs, features } = await session.run(tensorOf(crop, card.input));
    const labels = rank(scoresOf(outputs, card.activation), card.labels, top);
    const ms = Math.ceil(performance.now() - start);
    return { labels, ms, features, ...(picture.animated && { animated: true }) };
  };
});
