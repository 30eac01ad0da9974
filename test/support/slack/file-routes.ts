import { Hono } from 'hono';
import { tokenOf } from './api.ts';
import { isSeenByBot, type KeptFile } from './files.ts';
import type { House } from './house.ts';

const loginPage =
  '<!DOCTYPE html><html><head><title>Slack</title></head><body>Sign in to Slack</body></html>';

/** Where files are fetched, and where the app sends its own. */
export function fileRoutes(house: House): Hono {
  const { files, world } = house;

  const mayRead = (file: KeptFile, token: string | undefined): boolean => {
    const team = world.byToken(token ?? '');
    return (
      file.kind !== 'login-page' &&
      isSeenByBot(file) &&
      team === file.team &&
      team.botToken === token &&
      team.access === 'installed' &&
      team.scopes.has('files:read')
    );
  };

  return new Hono()
    .get('/files-pri/*', (c) => {
      const file = files.atPath(c.req.path);
      if (!file || file.kind === 'deleted') return c.text('gone', 404);
      if (!mayRead(file, tokenOf(c.req.header('authorization'), {}))) return c.html(loginPage);
      return c.body(Buffer.from(file.bytes), 200, {
        'content-type': files.info(file).mimetype ?? 'application/octet-stream',
      });
    })
    .post('/upload/*', async (c) => {
      const upload = files.expectedAt(c.req.path);
      const refuse = (why: string) => {
        house.blame(`POST /upload: ${why}`);
        return c.text(why, 400);
      };
      if (!upload) return refuse('nothing is expected here');
      if (upload.bytes) return refuse('the file was sent before');
      const bytes = await bytesIn(c.req.raw);
      if (bytes.length !== upload.length)
        return refuse(`${bytes.length} bytes came where ${upload.length} were announced`);
      upload.bytes = bytes;
      return c.text(`OK - ${bytes.length}`);
    });
}

/** Raw, or the one file of a form. */
async function bytesIn(request: Request): Promise<Uint8Array> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data'))
    return new Uint8Array(await request.arrayBuffer());
  for (const value of (await request.formData()).values())
    if (typeof value !== 'string') return new Uint8Array(await value.arrayBuffer());
  return new Uint8Array();
}
