import { Hono } from 'hono';
import type { WebContext, WebEnv } from '../access/context.ts';
import { refuse } from '../refuse.ts';
import type { WebDependencies } from '../routes/dependencies.ts';
import { sendFile } from '../send-file.ts';
import { callSeenBy } from '../visibility.ts';
import { refusedCall, unknownCall } from './api-refusals.ts';
import { viewOf } from './call-view.ts';

/** A call that was accepted: its state, its events, its files, and its end. */
export function apiCallRoutes({ options, intake, bell, streams }: WebDependencies): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  const read = (c: WebContext, id: string) => callSeenBy(options.calls, id, c.var.person.id);
  const view = async (c: WebContext, id: string) => {
    const stored = await read(c, id);
    return stored && viewOf(stored, bell.progressOf(id));
  };

  app.get('/api/calls/:id', async (c) => {
    const seen = await view(c, c.req.param('id'));
    return seen ? c.json(seen) : unknownCall(c);
  });

  app.get('/api/calls/:id/events', async (c) => {
    const id = c.req.param('id');
    if (!(await read(c, id))) return unknownCall(c);
    const response = streams.open(c, (send, end) => {
      const look = async () => {
        const seen = await view(c, id);
        if (seen && !seen.reply) return;
        send('done', seen ?? {});
        end();
      };
      const stop = bell.listen((ring) => {
        if (ring.kind === 'missed') return void look();
        if (ring.kind === 'all' || ring.callId !== id) return;
        if (ring.kind === 'progress') send('progress', ring.progress);
        else void look();
      });
      // After listening, so that an end between the two is not missed.
      void look();
      return stop;
    });
    const message = c.var.person.say('problem.UNEXPECTED');
    return response ?? refuse(c, { status: 503, code: 'TOO_MANY_STREAMS', message, retryAfterMs: 5000 });
  });

  app.get('/api/calls/:id/files/:sha256', async (c) => {
    const stored = await read(c, c.req.param('id'));
    return stored ? sendFile(c, stored, c.req.param('sha256'), options.blobs) : unknownCall(c);
  });

  app.delete('/api/calls/:id', async (c) => {
    const { person } = c.var;
    const stored = await read(c, c.req.param('id'));
    if (!stored) return unknownCall(c);
    const { id, caller, conversation } = stored.call;
    if (caller.id !== person.id) {
      return refuse(c, { status: 403, code: 'NOT_YOURS', message: person.say('problem.NOT_YOURS') });
    }
    const { channel, thread } = conversation;
    const pressed = { under: id, of: id };
    const wish = { command: 'cancel', options: { call: id }, channel, thread, pressed, key: `cancel-${id}` };
    const taken = await intake.take(wish, person);
    if (taken.kind === 'refused') return refusedCall(c, taken);
    return c.json(await view(c, id), 202);
  });
  return app;
}
