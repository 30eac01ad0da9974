import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Outage } from './outages.ts';

/** For what breaks a connection. */
export interface Env {
  readonly Bindings: HttpBindings;
}

/** What is answered without anything being done; undefined: it is done. */
export function insteadOf(c: Context<Env>, outage: Outage): Response | Promise<Response> | undefined {
  switch (outage.kind) {
    case 'error':
      return c.json({ ok: false, error: outage.error });
    case 'http':
      return c.text('out of order', outage.status as 500);
    case 'limited':
      return rateLimited(c, outage.retryAfter);
    case 'hang':
      return new Promise(() => {});
    case 'broken':
      return hangUp(c);
    case 'lost':
      return undefined;
  }
}

export const rateLimited = (c: Context<Env>, seconds: number): Response =>
  c.json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(seconds) });

export function hangUp(c: Context<Env>): Response {
  c.env.incoming.socket.destroy();
  return c.body(null, 204);
}
