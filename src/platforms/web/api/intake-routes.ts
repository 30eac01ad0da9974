import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { CallAccepted } from '../../../../schema/api.ts';
import { askForm, askRequest, classifyRequest } from '../../../../schema/api.ts';
import type { OptionValue } from '../../../core/call.ts';
import type { WebContext, WebEnv } from '../access/context.ts';
import { isChannelName } from '../channel-name.ts';
import { refuse } from '../refuse.ts';
import type { WebDependencies } from '../routes/dependencies.ts';
import { keepFile, readUpload } from '../upload.ts';
import { asPrivateAs, callSeenBy } from '../visibility.ts';
import { invalid, notJson, refusedCall, unknownCall } from './api-refusals.ts';
import { linksOf } from './call-view.ts';

const ownChannel = 'api';

interface Place {
  readonly channel?: string | undefined;
  readonly thread?: string | undefined;
}

/** POST /api/ask and POST /api/classify. */
export function apiIntakeRoutes({
  options: { calls, blobs },
  intake,
  stopping,
}: WebDependencies): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  const take = async (
    c: WebContext,
    command: string,
    given: Readonly<Record<string, OptionValue | undefined>>,
    place: Place,
  ) => {
    const { person } = c.var;
    if (stopping())
      return refuse(c, {
        status: 503,
        code: 'CLOSING',
        message: person.say('web.stopping'),
        retryAfterMs: 5000,
      });
    const opener = place.thread === undefined ? undefined : await callSeenBy(calls, place.thread, person.id);
    if (place.thread !== undefined && !opener) return unknownCall(c);
    const openedIn = opener?.call.conversation;
    const channel = place.channel ?? openedIn?.channel ?? ownChannel;
    if (!isChannelName(channel) || (openedIn && openedIn.channel !== channel)) {
      return invalid(c, [{ path: ['channel'], message: 'no such channel, or not the one of this thread' }]);
    }
    // Going on after a follow-up is going on in its thread.
    const thread = openedIn?.thread ?? place.thread;
    const key = c.req.header('idempotency-key') ?? randomUUID();
    if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
      return invalid(c, [
        { path: ['Idempotency-Key'], message: '1 to 200 printable characters without spaces' },
      ]);
    }
    const set = Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, OptionValue] => entry[1] !== undefined),
    );
    const options = { ...set, ...asPrivateAs(opener) };
    const taken = await intake.take({ command, options, channel, thread, key: `api:${key}` }, person);
    if (taken.kind === 'refused') return refusedCall(c, taken);
    const { id, ahead, etaMs } = taken;
    const accepted: CallAccepted = { id, position: ahead, etaMs, links: linksOf(id, channel, thread) };
    c.header('location', accepted.links.self);
    return c.json(accepted, 202);
  };

  app.post('/api/ask', async (c) => {
    const type = c.req.header('content-type') ?? '';
    const upload = isForm(type) ? await readUpload(c, 'file') : undefined;
    if (!upload && !/^application\/json\b/i.test(type)) return notJson(c);
    const body = upload
      ? askForm.safeParse(upload.fields)
      : askRequest.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return invalid(c, body.error.issues);
    const { channel, thread, ...given } = body.data;
    const file = upload?.file && (await keepFile(blobs, upload.file));
    return take(c, 'ask', { ...given, file }, { channel, thread });
  });

  app.post('/api/classify', async (c) => {
    const type = c.req.header('content-type') ?? '';
    const upload = isForm(type) ? await readUpload(c, 'image') : undefined;
    const fields = classifyRequest.safeParse(isForm(type) ? upload?.fields : c.req.query());
    if (!fields.success) return invalid(c, fields.error.issues);
    const picture = isForm(type) ? upload?.file : new File([await c.req.arrayBuffer()], 'picture');
    if (!picture) return invalid(c, [{ path: ['image'], message: 'a file is needed' }]);
    const { channel, thread, ...given } = fields.data;
    const image = await keepFile(blobs, picture);
    return take(c, 'classify', { ...given, image }, { channel, thread });
  });
  return app;
}

const isForm = (type: string): boolean => /^multipart\/form-data\b/i.test(type);
