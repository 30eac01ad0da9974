import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Outages } from '../outages.ts';
import { tokenOf } from './api.ts';
import type { Args } from './api-call.ts';
import { apiRoute } from './api-route.ts';
import { fileRoutes } from './file-routes.ts';
import type { House } from './house.ts';
import { type Env, hangUp, insteadOf } from './outage-answers.ts';
import type { Outage } from './outages.ts';
import type { RateLimits } from './rate-limits.ts';
import type { SeenRequest } from './requests.ts';
import { responseRoute } from './response-route.ts';

interface Parts {
  readonly house: House;
  readonly outages: Outages<Outage>;
  readonly limits: RateLimits;
  readonly requests: SeenRequest[];
}

const takesTokens = /^\/(?:files-pri|upload)\//;

export function createApp(parts: Parts): Hono<Env> {
  const { house, outages, requests } = parts;
  const app = new Hono<Env>();
  app.route('/', apiRoute(parts));

  app.use('*', async (c, next) => {
    const method = `${c.req.method} ${c.req.path}`;
    const token = tokenOf(c.req.header('authorization'), {});
    const args = await jsonOf(c);
    const seen: SeenRequest = { method, args, token, at: house.clock.now(), answer: undefined };
    requests.push(seen);
    if (c.req.header('authorization') && !takesTokens.test(c.req.path))
      house.blame(`${method}: a token was sent to where none belongs`);
    const outage = outages.next(method);
    const early = outage && insteadOf(c, outage);
    if (early) return early;
    await next();
    if (outage?.kind === 'lost') return hangUp(c);
    seen.answer = c.res.status;
    return undefined;
  });

  app.route('/', fileRoutes(house));
  app.route('/', responseRoute(house));
  app.notFound((c) => {
    house.blame(`${c.req.method} ${c.req.path}: there is no such place`);
    return c.text('no such place', 404);
  });
  app.onError((error, c) => {
    house.blame(`${c.req.method} ${c.req.path}: the fake itself failed: ${error.stack}`);
    return c.json({ ok: false, error: 'fatal_error' }, 500);
  });
  return app;
}

async function jsonOf(c: Context): Promise<Args> {
  const isJson = c.req.header('content-type')?.startsWith('application/json') ?? false;
  return isJson ? await c.req.json() : {};
}

/** Listens on a free port of this machine. */
export async function listen(app: {
  fetch: Hono<Env>['fetch'];
}): Promise<{ readonly server: Server; readonly url: string }> {
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(made)) as Server;
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
