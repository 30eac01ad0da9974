import { Hono } from 'hono';
import type { WebOptions } from '../web-options.ts';

/** For those who watch the process: no login, and nothing in it that would need one. */
export const healthRoutes = ({ health }: WebOptions): Hono =>
  new Hono().get('/healthz', async (c) => {
    const { ok, parts } = await health();
    return c.json({ ok, ...parts }, ok ? 200 : 503);
  });
