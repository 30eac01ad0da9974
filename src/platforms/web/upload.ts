import type { Context } from 'hono';
import type { BlobStore } from '../../core/blob-store.ts';
import type { AttachmentRef } from '../../core/call.ts';

/** A form, and the picture that came with it. The size was limited before this reads it. */
export interface Upload {
  /** Of fields that came more than once, the last. */
  readonly fields: Readonly<Record<string, string>>;
  readonly picture: File | undefined;
}

/** Undefined when the body is no form. */
export async function readUpload(c: Context, pictureField: string): Promise<Upload | undefined> {
  const form = await c.req.parseBody().catch(() => undefined);
  if (!form) return undefined;
  const file = form[pictureField];
  return {
    fields: Object.fromEntries(
      Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    // A form without a chosen file sends one without a name.
    picture: file instanceof File && (file.name !== '' || file.size > 0) ? file : undefined,
  };
}

const longestName = 200;

/** Keeps the bytes and gives what a call may carry of them. */
export async function keepPicture(blobs: BlobStore, file: File): Promise<AttachmentRef> {
  const sha256 = await blobs.put(new Uint8Array(await file.arrayBuffer()));
  return { kind: 'attachment', name: file.name.slice(0, longestName) || 'picture', size: file.size, sha256 };
}
