import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The remote address; empty where the request came through no socket. Forwarding headers are not believed: anybody can send them. */
export const addressOf = (c: Context): string =>
  c.env && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? '') : '';
