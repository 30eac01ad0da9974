import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../schema/model-card.ts';
import { cropFor } from '../../src/vision/pixels/crop.ts';
import { openPicture } from '../../src/vision/pixels/decode.ts';
import { pictureFormat } from '../../src/vision/pixels/picture-format.ts';
import { sharedData } from '../support/shared-data.ts';

const imagenet: Pick<ModelInput, 'resize' | 'crop' | 'filter'> = {
  resize: { to: 'shortest-edge', edge: 256 },
  crop: { width: 224, height: 224 },
  filter: 'bilinear',
};

async function cropOf(bytes: Uint8Array, input = imagenet): Promise<Uint8ClampedArray> {
  const found = pictureFormat(bytes);
  if (found.kind !== 'readable') throw new Error(`not readable: ${found.kind}`);
  return cropFor(input, await openPicture(bytes, found.format, 24e6));
}

interface Golden {
  readonly file: string;
  readonly note: string;
  readonly pil: { readonly format: string } | null;
  readonly policy?: { readonly u8_sha256: string };
}

const folder = join(sharedData, 'vision-golden');
const golden: Golden[] = existsSync(folder)
  ? JSON.parse(readFileSync(join(folder, 'compact.json'), 'utf8'))
  : [];
const answered = golden.filter(({ policy, pil }) => policy && pil && !['TIFF', 'BMP'].includes(pil.format));

describe.skipIf(golden.length === 0)('crops are those of torchvision with Pillow, to the byte', () => {
  it('knows enough pictures', () => expect(answered).toHaveLength(28));

  it.each(answered)('$file: $note', async ({ file, policy }) => {
    const crop = await cropOf(readFileSync(join(folder, file)));
    expect(createHash('sha256').update(crop).digest('hex')).toBe(policy?.u8_sha256);
  });
});

describe('a crop', () => {
  const flat = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: { r: 10, g: 200, b: 30 } } })
      .png()
      .toBuffer();

  it.each([
    [1, 1],
    [1, 60_000],
    [60_000, 1],
    [223, 225],
    [1000, 17],
  ])('of one colour stays that colour: %i x %i', async (width, height) => {
    for (const filter of ['bilinear', 'bicubic'] as const) {
      const crop = await cropOf(await flat(width, height), { ...imagenet, filter });
      expect(crop).toHaveLength(224 * 224 * 3);
      expect(new Set(crop)).toEqual(new Set([10, 200, 30]));
    }
  });

  it('of a picture that has the right size already is the picture', async () => {
    const raw = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (i * 7919) % 256);
    const png = await sharp(raw, { raw: { width: 32, height: 32, channels: 3 } })
      .png()
      .toBuffer();
    const size = { width: 32, height: 32 };
    const same = await cropOf(png, { resize: { to: 'size', ...size }, crop: size, filter: 'bicubic' });
    expect([...same]).toEqual([...raw]);
  });

  it('is turned as the EXIF data says, and cropped after that', async () => {
    const left = await sharp({ create: { width: 300, height: 100, channels: 3, background: 'red' } })
      .composite([{ input: await flat(100, 100), left: 0, top: 0 }])
      .png()
      .toBuffer();
    const size = { width: 2, height: 6 };
    const turned = await sharp(left).withMetadata({ orientation: 6 }).png().toBuffer();
    // Orientation 6 is shown turned clockwise: what was left is on top.
    const crop = await cropOf(turned, { resize: { to: 'size', ...size }, crop: size, filter: 'bilinear' });
    expect([...crop.slice(0, 3)]).toEqual([10, 200, 30]);
    expect([...crop.slice(-3)]).toEqual([255, 0, 0]);
  });

  it('weighs by area when it shrinks: black and white lines become grey, by bicubic too', async () => {
    const raw = Uint8Array.from({ length: 512 * 512 * 3 }, (_, i) => (Math.floor(i / 3) % 2) * 255);
    const lines = await sharp(raw, { raw: { width: 512, height: 512, channels: 3 } })
      .png()
      .toBuffer();
    for (const filter of ['bilinear', 'bicubic'] as const) {
      const crop = await cropOf(lines, { ...imagenet, filter });
      expect([127, 128]).toEqual(expect.arrayContaining([...new Set(crop)]));
    }
  });
});
