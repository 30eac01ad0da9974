import { createHmac, randomBytes } from 'node:crypto';
import type { APIAttachment } from 'discord.js';
import type { Clock } from './clock.ts';

const lifetimeMs = 24 * 3_600_000;

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}

export interface Cdn {
  /** `folder`: 'attachments/<channel>' or 'ephemeral-attachments/<application>'. */
  keep(folder: string, file: UploadedFile, description?: string): APIAttachment;
  /** What a signed address gives, until it has expired. */
  open(url: URL): { readonly bytes: Uint8Array; readonly type: string } | undefined;
  /** What was kept, whatever the age of the address. */
  bytesOf(attachment: APIAttachment): Uint8Array;
}

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

const typeOf = (name: string): string =>
  types[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

export function createCdn(origin: () => string, clock: Clock): Cdn {
  const secret = randomBytes(16);
  const files = new Map<string, { bytes: Uint8Array; type: string }>();
  const sign = (path: string, ex: string, is: string) =>
    createHmac('sha256', secret).update(`${path} ${ex} ${is}`).digest('hex');
  return {
    keep(folder, { name, bytes, type = typeOf(name) }, description) {
      const id = clock.snowflake();
      // Discord keeps letters, digits, dots, dashes and underscores of a name.
      const filename = name.replace(/ /g, '_').replace(/[^\p{L}\p{N}._-]/gu, '') || 'unknown';
      const path = `/${folder}/${id}/${encodeURIComponent(filename)}`;
      files.set(path, { bytes, type });
      const hex = (ms: number) => Math.floor(ms / 1000).toString(16);
      const [ex, is] = [hex(clock.now() + lifetimeMs), hex(clock.now())];
      const url = `${origin()}${path}?ex=${ex}&is=${is}&hm=${sign(path, ex, is)}&`;
      return {
        id,
        filename,
        size: bytes.length,
        url,
        proxy_url: url,
        content_type: type,
        ...(description !== undefined && { description }),
        ...(folder.startsWith('ephemeral') && { ephemeral: true }),
      };
    },
    open(url) {
      const [ex, is, hm] = ['ex', 'is', 'hm'].map((name) => url.searchParams.get(name) ?? '');
      if (hm !== sign(url.pathname, ex ?? '', is ?? '')) return undefined;
      return Number.parseInt(ex ?? '', 16) * 1000 > clock.now() ? files.get(url.pathname) : undefined;
    },
    bytesOf: ({ url }) => files.get(new URL(url).pathname)?.bytes ?? new Uint8Array(),
  };
}
