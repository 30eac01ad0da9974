import type { AttachmentRef } from '../../../core/call.ts';
import { MagpieError } from '../../../core/errors.ts';
import type { Courier } from '../../../core/platform.ts';
import { readCapped, refuseLarger } from '../../placeholder/read-capped.ts';
import type { SlackApi } from '../api.ts';
import { fileOrigins, apiUrl as slackApiUrl } from '../limits.ts';
import { isScopeMissing, SlackRefused } from '../refusals.ts';
import { fileUrl } from '../wire.ts';

export interface DownloadOptions {
  readonly api: Pick<SlackApi, 'file'>;
  readonly tokenOf: (team: string) => Promise<string>;
  /** A Slack of somebody's own keeps its files where its API is. */
  readonly apiUrl: string;
  readonly maxBytes: number;
}

/**
 * Reads a file from Slack's own hosts, the only ones that ever see the token, and from nowhere that they might redirect to.
 * Rejects with ATTACHMENT_GONE when it is deleted or hidden, with SLACK_FILES_UNREADABLE when Slack shows a login page in its place,
 * and with PICTURE_TOO_LARGE as soon as more than `maxBytes` have come.
 */
export function createDownload({ api, tokenOf, apiUrl, maxBytes }: DownloadOptions): Courier['read'] {
  const { origin } = new URL(apiUrl);
  const origins: readonly string[] =
    origin === new URL(slackApiUrl).origin ? fileOrigins : [...fileOrigins, origin];

  const locate = async ({
    address,
  }: AttachmentRef): Promise<{ readonly team: string; readonly url: URL }> => {
    if (!isOurs(address)) throw new MagpieError('ATTACHMENT_GONE');
    const { team, file, url } = address;
    const told = url ?? fileUrl(await api.file(team, file).catch(unreadable));
    const at = told === undefined ? null : URL.parse(told);
    if (!at || !origins.includes(at.origin)) throw new MagpieError('ATTACHMENT_GONE');
    return { team, url: at };
  };

  return async (attachment, signal) => {
    refuseLarger(attachment.size, maxBytes);
    const { team, url } = await locate(attachment);
    const token = await tokenOf(team);
    const response = await fetch(url, {
      signal,
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}` },
    }).catch(() => undefined);
    signal.throwIfAborted();
    if (!response) throw new MagpieError('ATTACHMENT_GONE');
    // Without files:read Slack answers with a page to log in, or with the way to one, as if all was well.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
    if (isPage || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw new MagpieError('SLACK_FILES_UNREADABLE');
    }
    return readCapped(response, maxBytes);
  };
}

function unreadable(error: unknown): never {
  if (isScopeMissing(error)) throw new MagpieError('SLACK_FILES_UNREADABLE');
  if (error instanceof SlackRefused) throw new MagpieError('ATTACHMENT_GONE', {}, { cause: error });
  throw error;
}

interface FileAddress {
  readonly team: string;
  readonly file: string;
  readonly url: string | null;
}

const isOurs = (address: AttachmentRef['address']): address is FileAddress & Record<string, string | null> =>
  typeof address === 'object' &&
  address !== null &&
  'team' in address &&
  'file' in address &&
  'url' in address;
