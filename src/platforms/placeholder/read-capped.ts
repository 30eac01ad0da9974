import { MagpieError } from '../../core/errors.ts';
import { tableFileKind } from '../../core/table-files.ts';
import { formatBytes } from '../../render/numbers.ts';

/** Bytes of what people hand in. */
export interface UploadLimits {
  readonly maxPictureBytes: number;
  readonly maxFileBytes: number;
}

/** Throws PICTURE_TOO_LARGE, or FILE_TOO_LARGE for a file that is asked, when so many bytes are more than may be. */
export type RefuseLarger = (size: number) => void;

/** What its name says tells which limit a file has. */
export function limitOf(name: string, { maxPictureBytes, maxFileBytes }: UploadLimits): RefuseLarger {
  const isFile = tableFileKind(name) !== undefined;
  const most = isFile ? maxFileBytes : maxPictureBytes;
  return (bytes) => {
    if (bytes <= most) return;
    const [size, limit] = [formatBytes(bytes, 'en'), formatBytes(most, 'en')];
    throw new MagpieError(isFile ? 'FILE_TOO_LARGE' : 'PICTURE_TOO_LARGE', { size, limit });
  };
}

/**
 * The bytes of a file that a platform sends. Rejects with ATTACHMENT_GONE when it does not, and with what `refuseLarger` throws as
 * soon as too many have come.
 */
export async function readCapped(response: Response, refuseLarger: RefuseLarger): Promise<Uint8Array> {
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new MagpieError('ATTACHMENT_GONE');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    refuseLarger(size);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
