import { Hono } from 'hono';
import type { WebEnv } from '../access/context.ts';
import { notFound } from '../refuse.ts';
import { sendFile } from '../send-file.ts';
import { callSeenBy } from '../visibility.ts';
import type { WebDependencies } from './dependencies.ts';

/** Pictures and files of a call, to who may see the call. */
export const fileRoutes = ({ options }: WebDependencies): Hono<WebEnv> =>
  new Hono<WebEnv>().get('/files/:call/:sha256', async (c) => {
    const stored = await callSeenBy(options.calls, c.req.param('call'), c.var.person.id);
    return stored ? sendFile(c, stored, c.req.param('sha256'), options.blobs) : notFound(c);
  });
