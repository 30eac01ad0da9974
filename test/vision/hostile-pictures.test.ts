import { readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Classifier } from '../../src/core/classifier.ts';
import { asMagpieError } from '../../src/core/problem.ts';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { alive } from '../support/alive.ts';
import { eventually } from '../support/eventually.ts';
import { dice, pngOf } from '../support/made-pictures.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { tinyModel } from '../support/tiny-model.ts';

const never = new AbortController().signal;
const mebibyte = 1024 * 1024;

async function open(children = 2, maxMemory = 400 * mebibyte): Promise<Classifier> {
  const classifier = await openClassifier({
    model: await tinyModel(),
    dataDir: await tempFolder(),
    children,
    maxPixels: 24e6,
    maxBytes: 10e6,
    maxMemory,
  });
  onTestFinished(() => classifier.close());
  return classifier;
}

/** 'answered', or the code of the refusal. */
const outcome = (classifier: Classifier, bytes: Uint8Array): Promise<string> =>
  classifier.classify(bytes, 1, never).then(
    () => 'answered',
    (error: unknown) => asMagpieError(error).code,
  );

const refusals = ['PICTURE_BROKEN', 'PICTURE_TOO_LARGE', 'PICTURE_NOT_AN_IMAGE', 'PICTURE_UNSUPPORTED'];

/** Process ids of the children that this process has now. */
const children = (): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === process.pid);

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ')[1]);
  } catch {
    return 0;
  }
}

describe('hostile pictures', () => {
  let samples: Readonly<Record<string, Buffer>>;

  beforeAll(async () => {
    // So tall that the crop needs only the middle: what is cut off below it is cut off all the same.
    const raw = Uint8Array.from({ length: 32 * 120 * 3 }, (_, i) => (i * 31) ^ (i >> 5));
    const picture = () => sharp(raw, { raw: { width: 32, height: 120, channels: 3 } });
    samples = {
      jpeg: await picture().jpeg().toBuffer(),
      progressive: await picture().jpeg({ progressive: true }).toBuffer(),
      png: await picture().png().toBuffer(),
      palette: await picture().png({ palette: true }).toBuffer(),
      webp: await picture().webp().toBuffer(),
      lossless: await picture().webp({ lossless: true }).toBuffer(),
      turned: await picture().withMetadata({ orientation: 3 }).jpeg().toBuffer(),
      gif: await picture().gif().toBuffer(),
      avif: await picture().avif({ effort: 0 }).toBuffer(),
    };
  });

  it('cut off anywhere are refused', async () => {
    const classifier = await open();
    for (const [format, whole] of Object.entries(samples)) {
      expect(await outcome(classifier, whole), format).toBe('answered');
      for (let tenth = 1; tenth <= 9; tenth++) {
        const cut = whole.subarray(0, Math.floor((whole.length * tenth) / 10));
        expect(refusals, `${format} cut at ${tenth}/10`).toContain(await outcome(classifier, cut));
      }
    }
  });

  it('I47 that are damaged at random get an answer or a refusal, and the next picture is looked at', async () => {
    const classifier = await open();
    const roll = dice(20_261_122);
    const damaged = Object.values(samples).flatMap((whole) =>
      Array.from({ length: 40 }, () => {
        const bytes = Buffer.from(whole);
        for (let hits = 1 + roll(8); hits > 0; hits--) bytes[roll(bytes.length)] = roll(256);
        return bytes;
      }),
    );
    const outcomes = await Promise.all(damaged.map((bytes) => outcome(classifier, bytes)));
    expect(outcomes).toHaveLength(360);
    expect(outcomes.filter((code) => code !== 'answered' && !refusals.includes(code))).toEqual([]);
    expect(outcomes.filter((code) => code === 'PICTURE_BROKEN').length).toBeGreaterThan(20);
    expect(await outcome(classifier, samples.png as Buffer)).toBe('answered');
  }, 60_000);

  it('I47 that are bombs are refused from their header, within time and memory', async () => {
    const classifier = await open(1);
    const begun = performance.now();
    const flat = Buffer.alloc(3 * mebibyte);
    expect(await outcome(classifier, pngOf(16_000, 16_000, flat))).toBe('PICTURE_TOO_LARGE');
    expect(await outcome(classifier, pngOf(2 ** 31 - 1, 2 ** 31 - 1, flat))).toMatch(
      /PICTURE_(TOO_LARGE|BROKEN)/,
    );
    expect(await outcome(classifier, pngOf(1, 20_000_000, flat))).toMatch(/PICTURE_(TOO_LARGE|BROKEN)/);
    expect(await outcome(classifier, pngOf(0, 0, flat))).toBe('PICTURE_BROKEN');
    expect(await outcome(classifier, pngOf(4_000, 4_000, flat))).toBe('PICTURE_BROKEN');
    expect(performance.now() - begun).toBeLessThan(5000);
  });

  it('of extreme proportions cost no more than others', async () => {
    const classifier = await open(1);
    const [child] = children();
    const peak = () =>
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]) / 1024;
    expect(await outcome(classifier, samples.png as Buffer)).toBe('answered');
    const ordinary = peak();
    for (const [width, height] of [
      [1, 60_000],
      [60_000, 1],
    ] as const) {
      const thin = pngOf(width, height, Buffer.alloc((width * 3 + 1) * height));
      const { ms } = await classifier.classify(thin, 1, never);
      expect(ms, `${width} x ${height}`).toBeLessThan(1000);
    }
    expect(peak() - ordinary).toBeLessThan(30);
  });

  it('that pretend to be another format reach no other decoder', async () => {
    const classifier = await open(1);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const tiff = await sharp(samples.png).tiff().toBuffer();
    for (const start of ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF\0\0\0\0WEBP']) {
      for (const rest of [svg, tiff, samples.gif as Buffer]) {
        const polyglot = Buffer.concat([Buffer.from(start, 'latin1'), rest]);
        expect(refusals, start).toContain(await outcome(classifier, polyglot));
      }
    }
  });

  /** 23 megapixels in a few kilobytes. */
  const large = () =>
    sharp({ create: { width: 4800, height: 4800, channels: 4, background: 'red' } })
      .webp({ effort: 0 })
      .toBuffer();

  it('of which the child dies cost one call, and an abort ends the child within a moment', async () => {
    const classifier = await open(1);
    const picture = await large();
    const [first = Number.NaN] = children();
    const call = outcome(classifier, picture);
    process.kill(first, 'SIGKILL');
    expect(await call).toBe('CHILD_DIED');

    const leave = new AbortController();
    const aborted = classifier.classify(picture, 1, leave.signal);
    const second = await eventually(() => children()[0]);
    leave.abort(new Error('changed my mind'));
    const begun = performance.now();
    await expect(aborted).rejects.toThrow('changed my mind');
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(alive(second)).toBe(false);
    expect(await outcome(classifier, samples.jpeg as Buffer)).toBe('answered');
  });

  it('that need more memory than a child may use end that child, and nobody else notices', async () => {
    const classifier = await open(2, 220 * mebibyte);
    const picture = await large();
    const [code, other] = await Promise.all([
      outcome(classifier, picture),
      outcome(classifier, samples.jpeg as Buffer),
    ]);
    expect({ code, other }).toEqual({ code: 'CHILD_OUT_OF_MEMORY', other: 'answered' });
    expect(await outcome(classifier, samples.png as Buffer)).toBe('answered');
  });
});
