import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpBindings, serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Outages } from '../outages.ts';
import { applicationRoutes } from './application-routes.ts';
import { channelRoutes } from './channel-routes.ts';
import { commandRoutes } from './command-routes.ts';
import type { Env, House } from './house.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { readBody } from './multipart.ts';
import type { Outage } from './outages.ts';
import { createRateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';

/** One request as it came. */
export interface SeenRequest {
  readonly method: string;
  /** Without '/api/v10'. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly string[];
  /** By Discord's clock. */
  readonly at: number;
}

const api = '/api/v10';
const ownCredentials = /^\/(?:interactions|webhooks)\//;

type ServerEnv = Env & { readonly Bindings: HttpBindings };

export function createApp(house: House, outages: Outages<Outage>, requests: SeenRequest[]): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  const limits = createRateLimits();

  app.use('*', async (c, next) => {
    const outage = outages.next(`${c.req.method} ${c.req.path}`);
    if (outage?.kind === 'fails')
      return c.json({ message: 'It is out of order', code: 0 }, outage.status as 500);
    if (outage?.kind === 'limited') return limited(c, outage.retryAfter, outage.global ?? false);
    if (outage?.kind === 'breaks' && outage.when === 'before') return hangUp(c);
    await next();
    return outage?.kind === 'breaks' ? hangUp(c) : undefined;
  });

  app.use(`${api}/*`, async (c, next) => {
    const path = c.req.path.slice(api.length);
    const sent = await readBody(c.req.raw);
    c.set('sent', sent);
    requests.push({
      method: c.req.method,
      path,
      query: c.req.query(),
      body: sent.json,
      files: sent.files.map(({ name }) => name),
      at: house.clock.now(),
    });
    if (!ownCredentials.test(path) && c.req.header('authorization') !== `Bot ${house.token}`)
      throw new Refusal('unauthorized');
    const { allowed, retryAfter, global, headers } = limits.take(c.req.method, path);
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    if (!allowed) return limited(c, retryAfter, global);
    await next();
    return undefined;
  });

  for (const routes of [applicationRoutes, commandRoutes, channelRoutes, interactionRoutes])
    app.route(api, routes(house));

  for (const folder of ['attachments', 'ephemeral-attachments'])
    app.get(`/${folder}/*`, (c) => {
      const file = house.cdn.open(new URL(c.req.raw.url));
      if (!file) return c.text('This content is no longer available.', 404);
      return c.body(Buffer.from(file.bytes), 200, { 'content-type': file.type });
    });

  app.notFound((c) => refuse(house, c, new Refusal('noRoute')));
  app.onError((error, c) => {
    if (error instanceof Refusal) return refuse(house, c, error);
    house.blame(`${c.req.method} ${c.req.path}: the fake itself failed: ${error.stack}`);
    return c.json({ message: '500: Internal Server Error', code: 0 }, 500);
  });
  return app;
}

function refuse(house: House, c: Context, refusal: Refusal): Response {
  if (refusal.isMistake) house.blame(`${c.req.method} ${c.req.path}: ${refusal.code} ${refusal.message}`);
  return c.json(refusal.toJSON(), refusal.status);
}

function limited(c: Context, retryAfter: number, global: boolean): Response {
  c.header('Retry-After', String(retryAfter));
  c.header('X-RateLimit-Scope', global ? 'global' : 'user');
  if (global) c.header('X-RateLimit-Global', 'true');
  return c.json({ message: 'You are being rate limited.', retry_after: retryAfter, global }, 429);
}

function hangUp(c: Context<ServerEnv>): Response {
  c.env.incoming.socket.destroy();
  return c.body(null, 204);
}

/** Listens on a free port of this machine. */
export async function listen(app: {
  fetch: Hono<ServerEnv>['fetch'];
}): Promise<{ server: Server; url: string }> {
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(made)) as Server;
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
