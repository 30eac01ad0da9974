import type { WorkLimit } from '../children/pool.ts';
import { MagpieError } from '../core/errors.ts';
import { formatBytes } from '../render/numbers.ts';
import { pictureFormat, type ReadableFormat } from './pixels/picture-format.ts';

// A few files are made to take for ever; an honest one takes a tenth of this.
const seconds = 5;

/** For the work on one picture. */
export const pictureLimit: WorkLimit = {
  ms: seconds * 1000,
  reason: new MagpieError('PICTURE_TOO_SLOW', { seconds }),
};

/** The format of a picture that a child may see. Throws PICTURE_EMPTY, PICTURE_TOO_LARGE, PICTURE_UNSUPPORTED or PICTURE_NOT_AN_IMAGE. */
export function readableFormat(image: Uint8Array, maxBytes: number): ReadableFormat {
  if (image.length === 0) throw new MagpieError('PICTURE_EMPTY');
  if (image.length > maxBytes) {
    throw new MagpieError('PICTURE_TOO_LARGE', { size: inWords(image.length), limit: inWords(maxBytes) });
  }
  const found = pictureFormat(image);
  switch (found.kind) {
    case 'readable':
      return found.format;
    case 'refused':
      throw new MagpieError('PICTURE_UNSUPPORTED', { format: found.name });
    case 'unknown':
      throw new MagpieError('PICTURE_NOT_AN_IMAGE');
  }
}

const inWords = (bytes: number): string => formatBytes(bytes, 'en');
