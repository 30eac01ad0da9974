import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpBindings, serve } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { answerTo, tokenOf } from './api.ts';
import { type Args, readArgs, textOf } from './api-call.ts';
import { fileRoutes } from './file-routes.ts';
import type { House } from './house.ts';
import type { Outage, Outages } from './outages.ts';
import type { RateLimits } from './rate-limits.ts';
import { Refusal } from './refusal.ts';
import { responseRoute } from './response-route.ts';

/** One request as it came. */
export interface SeenRequest {
  /** 'chat.update' of the API, 'POST /upload/v1/...' of all else. */
  readonly method: string;
  readonly args: Args;
  readonly token: string | undefined;
  /** By Slack's clock. */
  readonly at: number;
  /** Undefined as long as there is none. */
  answer: unknown;
}

type Env = { readonly Bindings: HttpBindings };

interface Parts {
  readonly house: House;
  readonly outages: Outages;
  readonly limits: RateLimits;
  readonly requests: SeenRequest[];
}

export function createApp({ house, outages, limits, requests }: Parts): Hono<Env> {
  const app = new Hono<Env>();

  app.on(['GET', 'POST'], '/api/:method', async (c) => {
    const method = c.req.param('method');
    const given = await readArgs(c);
    const token = tokenOf(c.req.header('authorization'), given);
    const { token: _, ...args } = given;
    const seen: SeenRequest = { method, args, token, at: house.clock.now(), answer: undefined };
    requests.push(seen);
    const team = house.world.byToken(token ?? '')?.id ?? 'nobody';
    const bucket = [method, team, textOf(args, 'channel')] as const;
    if (limits.isTooEarly(...bucket)) house.blame(`${method}: it did not wait as long as Retry-After said`);
    const outage = outages.next(method);
    const seconds = outage?.kind === 'limited' ? outage.retryAfter : limits.take(...bucket);
    if (seconds !== undefined) {
      limits.told(...bucket, seconds);
      seen.answer = { ok: false, error: 'ratelimited' };
      return c.json(seen.answer as object, 429, { 'retry-after': String(seconds) });
    }
    const early = outage && insteadOf(c, outage);
    if (early) return early;
    seen.answer = answerOf(house, () =>
      answerTo(house, { method, args: given, token, header: (name) => c.req.header(name) }),
    );
    if (seen.answer instanceof Refusal) {
      if (seen.answer.isMistake) house.blame(`${method}: ${seen.answer.message}`);
      seen.answer = seen.answer.toJSON();
    }
    if (outage?.kind === 'lost') return hangUp(c);
    c.header('x-oauth-scopes', [...(house.world.byToken(token ?? '')?.scopes ?? [])].join(','));
    return c.json(seen.answer as object);
  });

  app.use('*', async (c, next) => {
    const method = `${c.req.method} ${c.req.path}`;
    const token = tokenOf(c.req.header('authorization'), {});
    const seen: SeenRequest = { method, args: {}, token, at: house.clock.now(), answer: undefined };
    requests.push(seen);
    if (c.req.header('authorization') && !/^\/(?:files-pri|upload)\//.test(c.req.path))
      house.blame(`${method}: a token was sent to where none belongs`);
    const outage = outages.next(method);
    const early = outage && insteadOf(c, outage);
    if (early) return early;
    await next();
    return outage?.kind === 'lost' ? hangUp(c) : undefined;
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

/** What is answered without anything being done. */
function insteadOf(c: Context<Env>, outage: Outage): Response | Promise<Response> | undefined {
  switch (outage.kind) {
    case 'error':
      return c.json({ ok: false, error: outage.error });
    case 'http':
      return c.text('out of order', outage.status as 500);
    case 'limited':
      return c.json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(outage.retryAfter) });
    case 'hang':
      return new Promise(() => {});
    case 'lost':
      return undefined;
  }
}

function answerOf(house: House, answer: () => object): object {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return error;
    house.blame(`the fake itself failed: ${(error as Error).stack}`);
    return { ok: false, error: 'fatal_error' };
  }
}

function hangUp(c: Context<Env>): Response {
  c.env.incoming.socket.destroy();
  return c.body(null, 204);
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
