import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Hono } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const folder = new URL('./public/', import.meta.url);
const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]));
const version = [...files.values()]
  .reduce((hash, bytes) => hash.update(bytes), createHash('sha256'))
  .digest('hex')
  .slice(0, 12);

/** The address of a file of public/. It changes with any of them, so that browsers may keep what they have. */
export const asset = (name: string): string => `/assets/${version}/${name}`;

export const assets = new Hono().get('/assets/:version/:name', (c) => {
  const name = c.req.param('name');
  const bytes = files.get(name);
  const type = types[extname(name)];
  if (!bytes || !type) return c.notFound();
  const fresh = c.req.param('version') === version;
  return c.body(bytes, 200, {
    'content-type': type,
    'cache-control': fresh ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
});
