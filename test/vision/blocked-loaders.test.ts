import sharp from 'sharp';
import { expect, test } from 'vitest';
import { allowOnlyReadableFormats } from '../../src/vision/pixels/decode.ts';

test('where pictures are decoded, sharp reads five formats and nothing else', async () => {
  const picture = sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } });
  const files = {
    jpeg: await picture.clone().jpeg().toBuffer(),
    png: await picture.clone().png().toBuffer(),
    webp: await picture.clone().webp().toBuffer(),
    gif: await picture.clone().gif().toBuffer(),
    avif: await picture.clone().avif({ effort: 0 }).toBuffer(),
    tiff: await picture.clone().tiff().toBuffer(),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  };
  const read = async () => {
    const tried = Object.entries(files).map(async ([format, bytes]) => {
      const pixels = await sharp(bytes)
        .raw()
        .toBuffer()
        .catch(() => undefined);
      return pixels ? [format] : [];
    });
    return (await Promise.all(tried)).flat();
  };
  expect(await read()).toEqual(Object.keys(files));
  allowOnlyReadableFormats();
  expect(await read()).toEqual(['jpeg', 'png', 'webp', 'gif', 'avif']);
});
