import type { Context } from 'hono';
import type { BlobStore } from '../../core/blob-store.ts';
import type { AttachmentRef } from '../../core/call.ts';
import { maxFormParts } from './limits.ts';

/** A form, and the file that came with it. The size was limited before this reads it. */
export interface Upload {
  /** Of fields that came more than once, the last. */
  readonly fields: Readonly<Record<string, string>>;
  readonly file: File | undefined;
}

/** Undefined when the body is no form, or one with more parts than any of ours. */
export async function readUpload(c: Context, fileField: string): Promise<Upload | undefined> {
  const boundary = /boundary="?([^";]+)/i.exec(c.req.header('content-type') ?? '')?.[1];
  if (boundary !== undefined) {
    const bytes = Buffer.from(await c.req.arrayBuffer());
    if (hasMore(bytes, `--${boundary}`, maxFormParts)) return undefined;
  }
  const form = await c.req.parseBody().catch(() => undefined);
  if (!form) return undefined;
  const file = form[fileField];
  return {
    fields: Object.fromEntries(
      Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    // A form without a chosen file sends one without a name.
    file: file instanceof File && (file.name !== '' || file.size > 0) ? file : undefined,
  };
}

/** Looks, before everything is taken apart: a hundred thousand small parts would hold up everybody else. */
function hasMore(bytes: Buffer, mark: string, limit: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(mark); at >= 0 && count <= limit; at = bytes.indexOf(mark, at + 1)) count += 1;
  return count > limit;
}

const longestName = 200;

/** Keeps the bytes and gives what a call may carry of them. */
export async function keepFile(blobs: BlobStore, file: File): Promise<AttachmentRef> {
  const sha256 = await blobs.put(new Uint8Array(await file.arrayBuffer()));
  return { kind: 'attachment', name: file.name.slice(0, longestName) || 'file', size: file.size, sha256 };
}
