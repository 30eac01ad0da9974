import type { ErrorCode } from '../../../core/errors.ts';
import type { Accepted } from '../../../core/platform.ts';
import type { WebContext } from '../access/context.ts';
import { refuse } from '../refuse.ts';

type Refused = Extract<Accepted, { kind: 'refused' }>;

/** A call that was not taken, as a problem document: 429 where waiting helps. */
export function refusedCall(c: WebContext, { code, reply, retryAfterMs }: Refused) {
  const message = reply.summary;
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return refuse(c, { status: statusOf(code), code, message, ...wait });
}

function statusOf(code: ErrorCode): 422 | 429 | 503 {
  if (code === 'QUEUE_FULL') return 429;
  return code === 'STORE_UNAVAILABLE' || code === 'CLOSING' ? 503 : 422;
}

export const invalid = (
  c: WebContext,
  issues: readonly { readonly path: PropertyKey[]; readonly message: string }[],
) =>
  refuse(c, {
    status: 400,
    code: 'BAD_REQUEST',
    message: c.var.person.say('web.badRequest'),
    help: issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; '),
  });

export const notJson = (c: WebContext) =>
  refuse(c, {
    status: 415,
    code: 'NOT_JSON',
    message: c.var.person.say('web.badRequest'),
    help: 'Content-Type has to be application/json',
  });

export const unknownCall = (c: WebContext) =>
  refuse(c, { status: 404, code: 'CALL_UNKNOWN', message: c.var.person.say('problem.CALL_UNKNOWN') });
