import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Say } from '../../core/text.ts';
import { strangerOf } from './access/stranger.ts';
import { asset } from './assets.ts';
import { themeOf } from './theme.ts';
import { noticePage } from './views/notice.ts';
import { page } from './views/page.ts';

export interface Refusal {
  readonly status: ContentfulStatusCode;
  /** Upper case, stable: programs decide by it. */
  readonly code: string;
  /** For people, in their language. */
  readonly message: string;
  readonly help?: string;
  readonly retryAfterMs?: number;
}

/** Says no in the way that whoever asks can read: a problem document to programs, a page to people. */
export function refuse(c: Context, refusal: Refusal): Response | Promise<Response> {
  const { status, code, message, help, retryAfterMs } = refusal;
  if (retryAfterMs !== undefined)
    c.header('retry-after', String(Math.max(1, Math.ceil(retryAfterMs / 1000))));
  const forProgram = c.req.path.startsWith('/api/') || !c.req.header('accept')?.includes('text/html');
  if (forProgram) {
    const problem = { type: 'about:blank', title: message, status, code, ...(help && { detail: help }) };
    return c.body(JSON.stringify(problem), status, { 'content-type': 'application/problem+json' });
  }
  const person = strangerOf(c);
  const frame = { person, title: message, theme: themeOf(c), asset, className: 'cards' };
  return c.html(page(frame, noticePage(message, help, person.say)), status);
}

export const sayOf = (c: Context): Say => strangerOf(c).say;

export const notFound = (c: Context): Response | Promise<Response> =>
  refuse(c, { status: 404, code: 'NOT_FOUND', message: sayOf(c)('web.notFound') });
