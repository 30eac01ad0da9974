import type { AttachmentRef } from '../../../core/call.ts';
import { MagpieError } from '../../../core/errors.ts';
import type { Courier } from '../../../core/platform.ts';
import { limitOf, readCapped, type UploadLimits } from '../../placeholder/read-capped.ts';
import { apiOrigin, cdnOrigins } from '../limits.ts';

export interface DownloadOptions extends UploadLimits {
  /** A Discord of somebody's own keeps its files where its API is. */
  readonly apiUrl: string;
}

/**
 * Reads a file from Discord's own hosts, and from nowhere that they might redirect to. Rejects with ATTACHMENT_GONE when the
 * signed address is no longer good, and with PICTURE_TOO_LARGE or FILE_TOO_LARGE as soon as too much has come.
 */
export function createDownload({ apiUrl, ...limits }: DownloadOptions): Courier['read'] {
  const { origin } = new URL(apiUrl);
  const origins: readonly string[] = origin === apiOrigin ? cdnOrigins : [...cdnOrigins, origin];
  return async (attachment, signal) => {
    const url = addressOf(attachment);
    if (!url || !origins.includes(url.origin)) throw new MagpieError('ATTACHMENT_GONE');
    const refuseLarger = limitOf(attachment.name, limits);
    refuseLarger(attachment.size);
    const response = await fetch(url, { signal, redirect: 'error' }).catch(() => undefined);
    signal.throwIfAborted();
    if (!response) throw new MagpieError('ATTACHMENT_GONE');
    return readCapped(response, refuseLarger);
  };
}

function addressOf({ address }: AttachmentRef): URL | undefined {
  const isOurs = typeof address === 'object' && address !== null && 'url' in address;
  return isOurs ? (URL.parse(String(address.url)) ?? undefined) : undefined;
}
