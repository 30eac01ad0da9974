import sharp from 'sharp';
import { dice, pngOf } from '../../test/support/made-pictures.ts';

/** A call of the run. An innocent one must be answered. */
export interface Sent {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

const innocentEach = 25;

/** So many files, most of them made to do harm; the same ones for a seed. Some take a while to make: that is over when it resolves. */
export async function hostilePictures(calls: number, seed: number): Promise<Iterator<Sent>> {
  const roll = dice(seed);
  const wholes = await honestFiles();
  const bombs = await bombFiles();
  const pick = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  const kinds: Readonly<Record<string, () => Uint8Array>> = {
    truncated: () => {
      const whole = pick(wholes);
      return whole.subarray(0, roll(whole.length));
    },
    damaged: () => {
      const bytes = Buffer.from(pick(wholes));
      for (let hits = 1 + roll(12); hits > 0; hits--) bytes[roll(bytes.length)] = roll(256);
      return bytes;
    },
    'damaged header': () => {
      const bytes = Buffer.from(pick(wholes));
      for (let hits = 1 + roll(6); hits > 0; hits--) bytes[roll(Math.min(64, bytes.length))] = roll(256);
      return bytes;
    },
    spliced: () => {
      const [one, other] = [pick(wholes), pick(wholes)];
      return Buffer.concat([one.subarray(0, roll(one.length)), other.subarray(roll(other.length))]);
    },
    polyglot: () => Buffer.concat([pick(heads), pick([...wholes, ...otherTypes])]),
    appended: () => Buffer.concat([pick(wholes), pick([...wholes, ...otherTypes])]),
    'other type': () => pick(otherTypes),
    noise: () =>
      Buffer.concat([pick(heads), Buffer.from(Array.from({ length: roll(2000) }, () => roll(256)))]),
    'false size': () => pngOf(pick(sides), pick(sides), Buffer.alloc(roll(100_000))),
    bomb: () => pick(bombs),
  };
  const names = Object.keys(kinds);
  const pictures = function* () {
    for (let call = 0; call < calls; call++) {
      const kind = call % innocentEach === 0 ? 'innocent' : (names[call % names.length] as string);
      yield { kind, bytes: kinds[kind]?.() ?? pick(wholes) };
    }
  };
  return pictures();
}

const heads = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF89a', 'RIFF\xff\0\0\0WEBP', '\0\0\0\x18ftypavif'].map(
  (start) => Buffer.from(start, 'latin1'),
);

const sides = [0, 1, 2, 255, 4_000, 16_000, 65_535, 65_536, 1e6, 2 ** 31 - 1, 2 ** 32 - 1];

const otherTypes = [
  '<svg xmlns="http://www.w3.org/2000/svg" width="9e9" height="9e9"><image href="file:///etc/passwd"/></svg>',
  '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "&b;&b;"><!ENTITY b "&a;">]><svg>&a;</svg>',
  '%PDF-1.7\n1 0 obj<</Pages 1 0 R>>',
  'II*\0\x08\0\0\0\xff\xff',
  'BM\xff\xff\xff\x7f\0\0\0\0',
  '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
  'PK\x03\x04',
  '#!/bin/sh\n',
  '',
].map((text) => Buffer.from(text, 'latin1'));

async function honestFiles(): Promise<readonly Buffer[]> {
  const [width, height] = [160, 120];
  const raw = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 31) ^ (at >> 5));
  const picture = () => sharp(raw, { raw: { width, height, channels: 3 } });
  return Promise.all([
    picture().jpeg().toBuffer(),
    picture().jpeg({ progressive: true }).toBuffer(),
    picture().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    picture().toColourspace('cmyk').jpeg().toBuffer(),
    picture().png().toBuffer(),
    picture().png({ palette: true }).toBuffer(),
    picture().png({ progressive: true }).toBuffer(),
    picture().ensureAlpha(0.5).webp().toBuffer(),
    picture().webp({ lossless: true }).toBuffer(),
    picture().gif().toBuffer(),
    picture().avif({ effort: 0 }).toBuffer(),
  ]);
}

/** Small files of many pixels, within the limit of pixels and above it. */
async function bombFiles(): Promise<readonly Buffer[]> {
  const flat = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 4, background: 'red' }, limitInputPixels: false });
  return Promise.all([
    flat(7000, 7000).png().toBuffer(),
    flat(7000, 7000).png({ progressive: true }).toBuffer(),
    flat(7000, 7000).jpeg().toBuffer(),
    flat(7000, 7000).jpeg({ progressive: true }).toBuffer(),
    flat(7000, 7000).webp({ effort: 0 }).toBuffer(),
    flat(4000, 4000).avif({ effort: 0 }).toBuffer(),
    flat(7000, 7000).gif().toBuffer(),
    flat(13_000, 13_000).png().toBuffer(),
    flat(1, 60_000).png().toBuffer(),
    flat(60_000, 1).png().toBuffer(),
  ]);
}
