import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { ModelInput } from '../../../schema/model-card.ts';
import { serve } from '../../children/serve.ts';
import { cropFor } from '../pixels/crop.ts';
import { openPicture } from '../pixels/decode.ts';
import type { ReadableFormat } from '../pixels/picture-format.ts';
import { quietSharp } from '../pixels/quiet-sharp.ts';

export interface Setup {
  readonly input: ModelInput;
  readonly maxPixels: number;
}

export interface Request {
  readonly image: Uint8Array;
  readonly format: ReadableFormat;
}

export interface Response {
  /** Of the 8-bit RGB pixels, row by row. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  /** The same pixels as a PNG. */
  readonly png: Uint8Array;
}

serve<Setup, Request, Response>(async ({ input, maxPixels }) => {
  quietSharp();
  return async ({ image, format }) => {
    const rgb = await cropFor(input, await openPicture(image, format, maxPixels));
    const png = await sharp(rgb, { raw: { ...input.crop, channels: 3 } })
      .png()
      .toBuffer();
    return { sha256: createHash('sha256').update(rgb).digest('hex'), ...input.crop, png };
  };
});
