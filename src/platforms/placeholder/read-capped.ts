import { MagpieError } from '../../core/errors.ts';
import { formatBytes } from '../../render/numbers.ts';

/** Rejects a file whose platform says that it is larger than this, in bytes. */
export function refuseLarger(size: number, maxBytes: number): void {
  if (size > maxBytes) throw tooLarge(size, maxBytes);
}

/**
 * The bytes of a file that a platform sends. Rejects with ATTACHMENT_GONE when it does not, and with PICTURE_TOO_LARGE as soon as
 * more than `maxBytes` have come.
 */
export async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new MagpieError('ATTACHMENT_GONE');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    refuseLarger(size, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (size: number, maxBytes: number): MagpieError =>
  new MagpieError('PICTURE_TOO_LARGE', {
    size: formatBytes(size, 'en'),
    limit: formatBytes(maxBytes, 'en'),
  });
