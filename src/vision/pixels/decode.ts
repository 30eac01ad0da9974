import sharp, { type Metadata, type Sharp } from 'sharp';
import { MagpieError } from '../../core/errors.ts';
import type { CropPlan, Size } from './crop-plan.ts';
import type { ReadableFormat } from './picture-format.ts';
import { rgbOfCmyk, rgbOverWhite } from './to-rgb.ts';

/** An encoded picture whose header has been read. */
export interface Picture {
  /** As it is looked at: turned the way its EXIF data says. */
  readonly size: Size;
  /** It has further frames, which are not looked at. */
  readonly animated: boolean;
  /**
   * The pixels of so many columns from `left` on, 8-bit RGB, row by row. Colour profiles are ignored, transparency is over
   * white. All rows are decoded, because a file that is cut off below the crop is cut off all the same.
   */
  rgb(left: number, columns: number): Promise<Uint8Array>;
  /** The same of a crop of it, by libvips' own means: a large JPEG is made smaller while it is decoded. */
  quick(plan: CropPlan): Promise<Uint8Array>;
}

// JPEG cannot be longer; what is, was made to do harm.
const longestSide = 65_535;

/** The loaders of the other formats are compiled in: nothing may reach them, whatever a file pretends to be. */
export function allowOnlyReadableFormats(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
      'VipsForeignLoadNsgifBuffer',
      'VipsForeignLoadHeifBuffer',
    ],
  });
}

/**
 * Reads the header of a picture; of an animated one the first frame counts. Rejects with PICTURE_TOO_LARGE above
 * `maxPixels`, and with PICTURE_BROKEN, here or in `rgb`.
 */
export async function openPicture(
  bytes: Uint8Array,
  format: ReadableFormat,
  maxPixels: number,
): Promise<Picture> {
  const open = () => sharp(bytes, { ignoreIcc: true, failOn: 'error', limitInputPixels: maxPixels });
  const header = await sharp(bytes, { limitInputPixels: false }).metadata().catch(broken);
  if (header.format !== (format === 'avif' ? 'heif' : format)) throw new MagpieError('PICTURE_BROKEN');
  const { width, height } = header.autoOrient;
  if (width * height > maxPixels) throw tooLarge(header, `${maxPixels / 1e6} MP`);
  if (Math.max(width, height) > longestSide) throw tooLarge(header, `${longestSide} px`);

  return {
    size: { width, height },
    animated: (header.pages ?? 1) > 1 || isAnimatedPng(bytes),
    rgb: (left, columns) =>
      pixels(open().autoOrient().extract({ left, top: 0, width: columns, height }), header.space).catch(
        broken,
      ),
    quick: ({ x, y }) =>
      pixels(
        open()
          .autoOrient()
          .resize(x.resized, y.resized, { fit: 'fill', kernel: 'linear' })
          .extract({ left: x.from, top: y.from, width: x.count, height: y.count }),
        header.space,
      ).catch(broken),
  };
}

/** libpng knows nothing of animations: their first chunk stands before the pixels. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).toString('latin1');
  return png.startsWith('\x89PNG') && png.slice(0, png.indexOf('IDAT')).includes('acTL');
}

async function pixels(part: Sharp, space: string): Promise<Uint8Array> {
  if (space === 'cmyk') {
    return rgbOfCmyk(await part.pipelineColourspace('cmyk').toColourspace('cmyk').raw().toBuffer());
  }
  const { data, info } = await part.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return info.channels === 4 ? rgbOverWhite(data) : data;
}

const tooLarge = ({ width, height }: Metadata, limit: string): MagpieError =>
  new MagpieError('PICTURE_TOO_LARGE', { size: `${width} × ${height} px`, limit });

const broken = (cause: unknown): never => {
  throw new MagpieError('PICTURE_BROKEN', {}, { cause });
};
