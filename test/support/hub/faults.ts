import type { IncomingMessage, ServerResponse } from 'node:http';

/** What can go wrong on the way. `cut` and `stall` come after so many bytes of the file. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'cut'; readonly after: number }
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'spoil' }
  | { readonly kind: 'no-ranges' }
  /** No ranges, and never more than so many bytes. */
  | { readonly kind: 'short'; readonly of: number }
  | { readonly kind: 'endless' }
  | { readonly kind: 'redirect'; readonly to: string };

/** A file, or the part of it that was asked for, as a static server sends it; with this fault. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, etag, fault }: { bytes: Buffer; etag: string; fault: Fault | undefined },
): void {
  const headers = { etag: `"${etag}"`, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' };
  const start =
    fault?.kind === 'no-ranges' || fault?.kind === 'short' ? undefined : rangeStart(request, etag);
  if (start !== undefined && start >= bytes.length) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const body = fault?.kind === 'spoil' ? Buffer.from(bytes).fill(7) : bytes;
  const part = body.subarray(start ?? 0);
  const length = fault?.kind === 'endless' ? {} : { 'content-length': part.length };
  response.writeHead(start === undefined ? 200 : 206, {
    ...headers,
    ...length,
    ...(start !== undefined && { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` }),
  });
  switch (fault?.kind) {
    case 'cut':
      response.write(part.subarray(0, fault.after), () => response.destroy());
      return;
    case 'short':
      response.write(part.subarray(0, fault.of), () => response.destroy());
      return;
    case 'stall':
      response.write(part.subarray(0, fault.after));
      return;
    case 'endless': {
      const more = () => {
        while (!response.destroyed && response.write(part)) {}
      };
      response.on('drain', more);
      more();
      return;
    }
    default:
      response.end(part);
  }
}

function rangeStart({ headers }: IncomingMessage, etag: string): number | undefined {
  const start = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
  const other = headers['if-range'] !== undefined && headers['if-range'] !== `"${etag}"`;
  return start === undefined || other ? undefined : Number(start);
}
