import { type HubModelInfo, hubModelInfo } from '../../../schema/hub-api.ts';
import { parsed } from '../models/read-json.ts';
import { unusable } from '../models/unusable.ts';
import type { Checksum } from './checksum.ts';
import type { Downloader, OnProgress } from './download.ts';
import { getJson } from './get-json.ts';
import { type Patience, persistently, usualPatience } from './patience.ts';
import { nameOf } from './request.ts';

export interface HubFile {
  /** From the repository's root: foreign. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly checksum: Checksum;
}

export interface HubModel {
  readonly repo: string;
  /** The commit, 40 hexadecimal digits. */
  readonly revision: string;
  readonly licence?: string | undefined;
  readonly files: readonly HubFile[];
}

interface HubFetch {
  readonly to: string;
  readonly partsIn?: string | undefined;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly onProgress?: OnProgress | undefined;
}

/** A Hugging Face hub, or a mirror of it. Everything rejects with MODEL_UNAVAILABLE and why, or with the signal's reason. */
export interface Hub {
  /** Its address, for people. */
  readonly name: string;
  /** A repository of models as it was at this commit, tag or branch: by default as it is now. */
  describe(repo: string, revision: string | undefined, signal: AbortSignal): Promise<HubModel>;
  /** One file of it, checked. */
  fetch(model: HubModel, file: HubFile, where: HubFetch): Promise<void>;
}

export interface HubOptions {
  readonly endpoint: string;
  readonly token?: string | undefined;
  /** Nothing is asked of it. */
  readonly offline?: boolean;
  readonly download: Downloader;
  readonly patience?: Patience;
}

/** `owner/name`; a few old repositories have no owner. */
export const isRepository = (text: string): boolean =>
  /^(?:[\w][\w.-]{0,95}\/)?[\w][\w.-]{0,95}$/.test(text) && !/\.\.|--|\.git$/.test(text);

export function createHub(options: HubOptions): Hub {
  const { endpoint, token, offline, download, patience = usualPatience } = options;
  const base = endpoint.replace(/\/+$/, '');
  return {
    name: nameOf(new URL(base)),
    async describe(repo, revision = 'main', signal) {
      if (offline) throw unusable('HF_HUB_OFFLINE is set, so nothing is fetched from the hub');
      if (!isRepository(repo))
        throw unusable(`${repo} is no repository of the hub, such as Xenova/resnet-50`);
      const url = `${base}/api/models/${repo}/revision/${encodeURIComponent(revision)}?blobs=true`;
      const from = nameOf(new URL(url));
      const answer = await persistently(
        () => getJson(url, { token, signal, timeoutMs: patience.stallMs }),
        patience,
        signal,
      );
      const { sha, cardData, siblings } = parsed<HubModelInfo>(from, hubModelInfo, answer);
      return {
        repo,
        revision: sha,
        ...(cardData?.license !== undefined && { licence: cardData.license }),
        files: siblings.map(({ rfilename, size, blobId, lfs }) => ({
          path: rfilename,
          size: lfs?.size ?? size,
          checksum: lfs ? { kind: 'sha256', hex: lfs.sha256 } : { kind: 'git', hex: blobId },
        })),
      };
    },
    fetch: ({ repo, revision }, { path, size, checksum }, where) =>
      download({
        url: `${base}/${repo}/resolve/${revision}/${path.split('/').map(encodeURIComponent).join('/')}`,
        checksum,
        size,
        token,
        ...where,
      }),
  };
}
