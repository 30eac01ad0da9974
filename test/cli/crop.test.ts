import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { crop } from '../../src/cli/crop.ts';
import { sharedData } from '../support/shared-data.ts';
import { openTerminal } from '../support/terminal.ts';
import { tinyModel } from '../support/tiny-model.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('what the model sees is saved for people to look at, under names of their own, and refusals take nothing from it', async () => {
  const terminal = await openTerminal();
  const model = await tinyModel();
  const picture = await sharp({ create: { width: 90, height: 60, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const folder of ['a', 'b']) {
    await mkdir(join(terminal.cwd, folder));
    await writeFile(join(terminal.cwd, folder, 'wall.png'), picture);
  }
  const files = ['a/wall.png', 'b/wall.png', 'gone.png'];
  const { code, out } = await terminal.run(crop, ...files, '--model', model, '--out', 'seen', '--json');
  const [one, other, gone] = JSON.parse(out);
  expect(code).toBe(1);
  expect(gone).toEqual({ file: 'gone.png', refused: 'There is no such file.' });
  expect([one.saved, other.saved]).toEqual(
    ['wall.png', 'wall-2.png'].map((name) => join(terminal.cwd, 'seen', name)),
  );
  const { data, info } = await sharp(one.saved).raw().toBuffer({ resolveWithObject: true });
  expect(one).toEqual({
    file: 'a/wall.png',
    sha256: sha256(data),
    width: info.width,
    height: info.height,
    saved: one.saved,
  });
  expect([...data.subarray(0, 3)]).toEqual([255, 0, 0]);
});

test('a card that need not be exact gets nearly the same crop by another way; the long way of a long picture is not taken', async () => {
  const terminal = await openTerminal();
  const spots = Uint8Array.from({ length: 12 * 9 * 3 }, (_, at) => (at * 97) % 256);
  const soft = sharp(spots, { raw: { width: 12, height: 9, channels: 3 } }).resize(1200, 900, {
    kernel: 'cubic',
  });
  await writeFile(
    join(terminal.cwd, 'soft.jpg'),
    await soft.withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  );
  const clear = sharp({ create: { width: 500, height: 400, channels: 4, background: '#00ff0080' } });
  await writeFile(join(terminal.cwd, 'clear.png'), await clear.png().toBuffer());
  const long = sharp({ create: { width: 1, height: 60_000, channels: 3, background: 'red' } });
  await writeFile(join(terminal.cwd, 'long.png'), await long.png().toBuffer());
  const cropsBy = async (exact: object) => {
    const folder = join(terminal.cwd, `model${Object.values(exact)}`);
    const size = { width: 64, height: 64 };
    const input = { resize: { to: 'shortest-edge', edge: 72 }, crop: size, ...exact };
    const card = { name: 'x', about: 'x', activation: 'none', labels: ['x'], input };
    await mkdir(folder);
    await writeFile(
      join(folder, 'card.json'),
      JSON.stringify({ ...card, source: { kind: 'file', path: 'x.onnx' } }),
    );
    const files = ['soft.jpg', 'clear.png', 'long.png'];
    const { out } = await terminal.run(crop, ...files, '--model', folder, '--out', folder, '--json');
    const made: { readonly saved: string }[] = JSON.parse(out);
    return Promise.all(made.map(({ saved }) => sharp(saved).raw().toBuffer()));
  };
  const [right, quick] = [await cropsBy({}), await cropsBy({ exact: false })];
  expect(await cropsBy({ exact: true })).toEqual(right);
  const differences = right.map((pixels, at) =>
    pixels.map((value, i) => Math.abs(value - (quick[at]?.[i] ?? 255))),
  );
  const [ofSoft = 0, ofClear = 0, ofLong = 0] = differences.map((each) => Math.max(...each));
  expect(ofSoft).toBeGreaterThan(0);
  expect(ofSoft).toBeLessThan(24);
  expect(ofClear).toBeLessThan(3);
  expect(ofLong).toBe(0);
});

test('without a file it says how it is called; without such a model, that there is none', async () => {
  const terminal = await openTerminal();
  await expect(terminal.run(crop)).rejects.toThrow('at least one file');
  const { code, out } = await terminal.run(crop, 'a.png', '--model', './nothing', '--json');
  expect({ code, ...JSON.parse(out) }).toMatchObject({
    code: 1,
    refused: expect.stringContaining('nothing'),
  });
});

const folder = join(sharedData, 'vision-golden');

describe.skipIf(!existsSync(folder))('the crops of torchvision with Pillow', () => {
  interface Golden {
    readonly file: string;
    readonly pil: { readonly format: string } | null;
    readonly policy?: { readonly u8_sha256: string };
  }

  test('come out to the byte, and what has none is refused', async () => {
    const golden: Golden[] = JSON.parse(readFileSync(join(folder, 'compact.json'), 'utf8'));
    const terminal = await openTerminal();
    const model = join(sharedData, 'models', 'mobilenet_v2_int8');
    const files = golden.map(({ file }) => join(folder, file));
    const { out } = await terminal.run(crop, ...files, '--model', model, '--json');
    const seen: { file: string; sha256?: string }[] = JSON.parse(out);
    const right = golden.filter(({ pil, policy }) => policy && pil && !['TIFF', 'BMP'].includes(pil.format));
    expect(right).toHaveLength(28);
    for (const { file, policy } of right) {
      const found = seen.find((one) => one.file === join(folder, file));
      expect(found, file).toMatchObject({ sha256: policy?.u8_sha256, width: 224, height: 224 });
    }
  });
});
