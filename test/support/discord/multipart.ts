import type { UploadedFile } from './cdn.ts';
import { badBody, Refusal } from './refusal.ts';

const maxRequestBytes = 25 * 1024 * 1024;

export interface SentBody {
  readonly json: unknown;
  /** In the order of their numbers. */
  readonly files: readonly UploadedFile[];
}

/** JSON, or a form with `payload_json` and `files[n]`. */
export async function readBody(request: Request): Promise<SentBody> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > maxRequestBytes) throw new Refusal('tooLarge');
  const type = request.headers.get('content-type') ?? '';
  if (bytes.byteLength === 0) return { json: undefined, files: [] };
  if (type.startsWith('application/json'))
    return { json: JSON.parse(Buffer.from(bytes).toString()), files: [] };
  if (!type.startsWith('multipart/form-data')) throw badBody('', 'CONTENT_TYPE_INVALID', `It is ${type}.`);
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: UploadedFile[] = [];
  for (const [field, value] of form) {
    if (field === 'payload_json') continue;
    const number = /^files\[(\d)\]$/.exec(field)?.[1];
    if (number === undefined || typeof value === 'string')
      throw badBody(field, 'FILE_INVALID', 'Files are named files[0] to files[9].');
    files[Number(number)] = {
      name: value.name,
      bytes: new Uint8Array(await value.arrayBuffer()),
      ...(value.type && { type: value.type }),
    };
  }
  const payload = form.get('payload_json');
  return { json: typeof payload === 'string' ? JSON.parse(payload) : {}, files };
}
