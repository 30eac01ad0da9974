import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { dice } from '../../test/support/made-pictures.ts';

/** A picture of the size that a model wants, so that both get the same pixels. */
export interface Drawn {
  readonly png: Buffer;
  /** Path of its 8-bit RGB pixels. */
  readonly raw: string;
}

/** Soft shapes below noise: nothing that could offend. */
export async function drawn(folder: string, edge: number, count: number): Promise<readonly Drawn[]> {
  const pictures: Drawn[] = [];
  for (let at = 0; at < count; at++) {
    const roll = dice(edge * 1000 + at);
    const spots = Uint8Array.from({ length: 5 * 5 * 3 }, () => roll(256));
    const soft = await sharp(spots, { raw: { width: 5, height: 5, channels: 3 } })
      .resize(edge, edge, { kernel: 'cubic' })
      .raw()
      .toBuffer();
    const pixels = Uint8ClampedArray.from(soft, (value) => value + roll(40) - 20);
    const raw = join(folder, `${edge}-${at}.rgb`);
    await writeFile(raw, pixels);
    const png = await sharp(pixels, { raw: { width: edge, height: edge, channels: 3 } })
      .png()
      .toBuffer();
    pictures.push({ png, raw });
  }
  return pictures;
}

/** What an imported model says of each, by label. */
export async function scoresOf(
  model: string,
  dataDir: string,
  pictures: readonly Drawn[],
): Promise<readonly Readonly<Record<string, number>>[]> {
  const limits = { maxPixels: 1e6, maxBytes: 1e6 };
  const classifier = await openClassifier({ model, dataDir, children: 1, ...limits });
  try {
    const signal = new AbortController().signal;
    const all = pictures.map(({ png }) => classifier.classify(png, classifier.classes, signal));
    return (await Promise.all(all)).map(({ labels }) =>
      Object.fromEntries(labels.map(({ label, score }) => [label, score])),
    );
  } finally {
    await classifier.close();
  }
}
