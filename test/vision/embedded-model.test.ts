import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import card from '../../models/content-rating.json' with { type: 'json' };
import { graphModel } from '../../schema/graph-model.ts';
import { npmFiles } from '../../src/vision/tfjs/source-files.ts';
import { openModel } from '../support/open-model.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { evaluate } from './slow-graph.ts';

const never = new AbortController().signal;
const edge = 224;

const openEmbedded = (dataDir: string) => openModel('embedded', dataDir);

/** Of the model's own size, so that its input is these pixels. */
async function png(draw: (x: number, y: number) => readonly [number, number, number]) {
  const raw = Uint8Array.from(
    Array.from({ length: edge * edge }, (_, i) => draw(i % edge, Math.floor(i / edge))).flat(),
  );
  return {
    raw,
    bytes: await sharp(raw, { raw: { width: edge, height: edge, channels: 3 } })
      .png()
      .toBuffer(),
  };
}

const noise = (x: number, y: number) => (Math.imul((x + 1) * 73_856_093, (y + 1) * 19_349_663) >>> 8) % 256;

it('rates a picture as the original graph does, when that is computed by the book', async () => {
  const { json, shards } = await npmFiles(card.source);
  const model = graphModel.parse(json);
  const classifier = await openEmbedded(await tempFolder());
  const { raw, bytes } = await png((x, y) => [noise(x, y), y, 255 - x]);
  const { labels } = await classifier.classify(bytes, 5, never);
  const input = { shape: [1, edge, edge, 3], data: Float64Array.from(raw, (value) => value / 255) };
  const right = evaluate(model, shards, input);
  expect(labels.map(({ score }) => score).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  for (const { index, label, score } of labels) {
    expect(label).toBe(card.labels[index]);
    expect(score).toBeCloseTo(right[index] ?? Number.NaN, 4);
  }
});

it('is imported once, whole, and again only when it is another model', async () => {
  const dataDir = await tempFolder();
  const models = join(dataDir, 'models');
  const together = await Promise.all([openEmbedded(dataDir), openEmbedded(dataDir)]);
  expect(together.map(({ model }) => model)).toEqual(['content-rating', 'content-rating']);
  const [file = '', ...others] = await readdir(models);
  expect(others).toEqual([]);
  expect(file).toContain(card.source.sha256.slice(0, 16));
  const before = await readFile(join(models, file));
  await openEmbedded(dataDir);
  expect(await readdir(models)).toEqual([file]);
  expect(await readFile(join(models, file))).toEqual(before);
});

it('shows what it saw in a picture: a direction that is nearer to that of the same in another light', async () => {
  const classifier = await openEmbedded(await tempFolder());
  const lines = await png((x) => [x % 32 < 16 ? 250 : 5, 40, 90]);
  const dimmer = await png((x) => [x % 32 < 16 ? 200 : 15, 45, 80]);
  const other = await png((x, y) => [noise(x, y), noise(y, x), noise(x + 7, y)]);
  const [one = [], same = [], another = []] = await Promise.all(
    [lines, dimmer, other].map(async ({ bytes }) => [...(await classifier.features(bytes, never))]),
  );
  expect(one).toHaveLength(1792);
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  expect(product(one, one)).toBeCloseTo(1, 5);
  expect(product(one, same)).toBeGreaterThan(product(one, another) + 0.1);
  // It looks once for both.
  expect((await classifier.classify(lines.bytes, 5, never)).ms).toBe(1);
});
