import type { BlobStore } from '../../core/blob-store.ts';
import type { Sha256 } from '../../core/call.ts';
import type { StoredCall } from '../../core/call-store.ts';
import type { WebContext } from './access/context.ts';
import { pictureTypeOf } from './picture-type.ts';
import { notFound } from './refuse.ts';

/** A file of a call that the person may see. Pictures are shown, everything else is only saved, and nothing is run. */
export async function sendFile(c: WebContext, stored: StoredCall, sha256: string, blobs: BlobStore) {
  const file = filesOf(stored).find((known) => known.sha256 === sha256);
  if (!file) return notFound(c);
  const bytes = await blobs.get(sha256);
  const picture = pictureTypeOf(bytes);
  c.header('content-type', picture ?? 'application/octet-stream');
  c.header('content-disposition', disposition(picture ? 'inline' : 'attachment', file.name));
  c.header('content-security-policy', "default-src 'none'; sandbox");
  c.header('cache-control', 'private, max-age=86400, immutable');
  return c.body(new Uint8Array(bytes));
}

interface KnownFile {
  readonly sha256: Sha256 | undefined;
  readonly name: string;
}

function filesOf({ call, reply }: StoredCall): readonly KnownFile[] {
  const sent = Object.values(call.options).flatMap((value) =>
    typeof value === 'object' ? [{ sha256: value.sha256, name: value.name }] : [],
  );
  const answered = (reply?.blocks ?? []).flatMap((block) =>
    block.kind === 'file' ? [block] : block.kind === 'ranking' ? [block.picture] : [],
  );
  return [...sent, ...answered];
}

/** RFC 6266: a plain name for old clients, and the whole in UTF-8. */
function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_').slice(-100) || 'file';
  const whole = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
