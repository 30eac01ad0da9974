import sharp from 'sharp';
import { dice } from '../../test/support/made-pictures.ts';

export interface PicturesOptions {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
}

/** Of a camera's noise, in steps of brightness. */
const grain = 16;

/** JPEGs that are as hard to decode as photographs, no two alike: windows on soft shapes below a camera's noise. */
export async function* jpegs({ count, width, height, seed }: PicturesOptions): AsyncGenerator<Buffer> {
  const roll = dice(seed);
  const canvas = { width: width + 512, height: height + 512 };
  const coarse = { width: Math.ceil(canvas.width / 96), height: Math.ceil(canvas.height / 96) };
  const spots = Uint8Array.from({ length: coarse.width * coarse.height * 3 }, () => roll(256));
  const shapes = await sharp(spots, { raw: { ...coarse, channels: 3 } })
    .resize(canvas.width, canvas.height, { kernel: 'cubic' })
    .raw()
    .toBuffer();
  const grained = Uint8ClampedArray.from(shapes, (value) => value + roll(grain) + roll(grain) - grain);
  for (let at = 0; at < count; at++) {
    const picture = sharp(grained, { raw: { ...canvas, channels: 3 } });
    const window = { left: roll(512), top: roll(512), width, height };
    yield picture.extract(window).jpeg({ quality: 80 }).toBuffer();
  }
}
