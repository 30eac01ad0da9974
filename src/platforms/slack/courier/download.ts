import type { AttachmentRef } from '../../../core/call.ts';
import { MagpieError } from '../../../core/errors.ts';
import type { Courier } from '../../../core/platform.ts';
import { limitOf, readCapped, type UploadLimits } from '../../placeholder/read-capped.ts';
import type { SlackApi } from '../api.ts';
import { fileOrigins, apiUrl as slackApiUrl } from '../limits.ts';
import { isFileUnknown, isScopeMissing, SlackRefused } from '../refusals.ts';
import { fileUrl } from '../wire.ts';

export interface DownloadOptions extends UploadLimits {
  readonly api: Pick<SlackApi, 'file'>;
  readonly tokenOf: (team: string) => Promise<string>;
  /** A Slack of somebody's own keeps its files where its API is. */
  readonly apiUrl: string;
}

/**
 * Reads a file from Slack's own hosts, the only ones that ever see the token, and from nowhere that they might redirect to.
 * Rejects with ATTACHMENT_GONE when it is deleted or hidden, with SLACK_FILE_ELSEWHERE or SLACK_FILES_UNREADABLE when Slack shows a
 * login page in its place, and with PICTURE_TOO_LARGE or FILE_TOO_LARGE as soon as too much has come.
 */
export function createDownload({ api, tokenOf, apiUrl, ...limits }: DownloadOptions): Courier['read'] {
  const { origin } = new URL(apiUrl);
  const origins: readonly string[] =
    origin === new URL(slackApiUrl).origin ? fileOrigins : [...fileOrigins, origin];

  const locate = async ({ address }: AttachmentRef): Promise<Located> => {
    if (!isOurs(address)) throw new MagpieError('ATTACHMENT_GONE');
    const { team, file, url } = address;
    const told = url ?? fileUrl(await api.file(team, file).catch(unreadable));
    const at = told === undefined ? null : URL.parse(told);
    if (!at || !origins.includes(at.origin)) throw new MagpieError('ATTACHMENT_GONE');
    return { team, file, url: at };
  };

  /** Slack has a page to log in for whoever may not read a file, whatever the reason. */
  const reasonOfPage = async ({ team, file }: Located): Promise<MagpieError> => {
    try {
      await api.file(team, file);
    } catch (error) {
      if (isFileUnknown(error)) return new MagpieError('SLACK_FILE_ELSEWHERE');
      if (error instanceof SlackRefused && error.error === 'file_deleted')
        return new MagpieError('ATTACHMENT_GONE');
    }
    return new MagpieError('SLACK_FILES_UNREADABLE');
  };

  return async (attachment, signal) => {
    const refuseLarger = limitOf(attachment.name, limits);
    refuseLarger(attachment.size);
    const located = await locate(attachment);
    const token = await tokenOf(located.team);
    const response = await fetch(located.url, {
      signal,
      redirect: 'manual',
      headers: { authorization: `Bearer ${token}` },
    }).catch(() => undefined);
    signal.throwIfAborted();
    if (!response) throw new MagpieError('ATTACHMENT_GONE');
    // It answers with the page, or with the way to it, as if all was well.
    const isPage = response.ok && (response.headers.get('content-type')?.startsWith('text/html') ?? false);
    if (isPage || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw await reasonOfPage(located);
    }
    return readCapped(response, refuseLarger);
  };
}

function unreadable(error: unknown): never {
  if (isScopeMissing(error)) throw new MagpieError('SLACK_FILES_UNREADABLE');
  if (error instanceof SlackRefused) throw new MagpieError('ATTACHMENT_GONE', {}, { cause: error });
  throw error;
}

interface Located {
  readonly team: string;
  readonly file: string;
  readonly url: URL;
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
