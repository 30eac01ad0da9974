export type ReadableFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

export type PictureFormat =
  | { readonly kind: 'readable'; readonly format: ReadableFormat }
  /** Known, and refused: its decoder is rarely needed and often attacked. `name` is for people. */
  | { readonly kind: 'refused'; readonly name: string }
  | { readonly kind: 'unknown' };

const readable = (format: ReadableFormat): PictureFormat => ({ kind: 'readable', format });
const refused = (name: string): PictureFormat => ({ kind: 'refused', name });

/** Leading bytes as Latin-1 text, and what they say. */
const signatures: readonly (readonly [start: string, format: PictureFormat])[] = [
  ['\xff\xd8\xff', readable('jpeg')],
  ['\x89PNG\r\n\x1a\n', readable('png')],
  ['GIF87a', readable('gif')],
  ['GIF89a', readable('gif')],
  ['II*\0', refused('TIFF')],
  ['MM\0*', refused('TIFF')],
  ['II+\0', refused('TIFF')],
  ['MM\0+', refused('TIFF')],
  ['BM', refused('BMP')],
  ['%PDF', refused('PDF')],
  ['\0\0\x01\0', refused('ICO')],
  ['8BPS', refused('Photoshop')],
  ['%!PS', refused('PostScript')],
  ['\xff\x0a', refused('JPEG XL')],
  ['\0\0\0\x0cJXL ', refused('JPEG XL')],
  ['\0\0\0\x0cjP  ', refused('JPEG 2000')],
  ['\xff\x4f\xff\x51', refused('JPEG 2000')],
];

/** What the bytes are, whatever the file is called. */
export function pictureFormat(bytes: Uint8Array): PictureFormat {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return readable('webp');
  if (head.startsWith('ftyp', 4)) return isoMedia(head, bytes);
  if (/^[\s\xef\xbb\xbf]*<(?:svg|\?xml|!doctype svg|!--)/i.test(head) && /<svg[\s/>]/i.test(head))
    return refused('SVG');
  return signatures.find(([start]) => head.startsWith(start))?.[1] ?? { kind: 'unknown' };
}

/** HEIF's container holds AVIF, HEIC and films: the brands of its first box say which. */
function isoMedia(head: string, bytes: Uint8Array): PictureFormat {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const brands: readonly string[] = head.slice(8, Math.min(length, head.length)).match(/.{4}/gs) ?? [];
  if (brands.includes('avif') || brands.includes('avis')) return readable('avif');
  if (brands.some((brand) => /^(?:he[iv][cmsx]|mif1|msf1)$/.test(brand))) return refused('HEIC');
  return { kind: 'unknown' };
}
