import { Hono } from 'hono';
import { progressWords } from '../../../render/progress-words.ts';
import type { WebEnv } from '../access/context.ts';
import type { Person } from '../access/person.ts';
import type { Ring } from '../bell.ts';
import { refuse } from '../refuse.ts';
import type { Send } from '../streams.ts';
import type { WebDependencies } from './dependencies.ts';

/** What changes in a channel and its threads, as ids: the page reads the rows again. */
export function streamRoutes({ bell, streams }: WebDependencies): Hono<WebEnv> {
  return new Hono<WebEnv>().get('/c/:channel/events', (c) => {
    const { person } = c.var;
    const channel = c.req.param('channel');
    const response = streams.open(c, (send) =>
      bell.listen((ring) => {
        if (ring.kind === 'missed' || ring.channel === channel) tell(ring, person, send);
      }),
    );
    return (
      response ??
      refuse(c, {
        status: 503,
        code: 'TOO_MANY_STREAMS',
        message: person.say('problem.UNEXPECTED'),
        retryAfterMs: 5000,
      })
    );
  });
}

function tell(ring: Ring, person: Person, send: Send): void {
  if (ring.kind === 'all' || ring.kind === 'missed') {
    send('all', {});
    return;
  }
  const { callId: call, onlyFor } = ring;
  const secret = onlyFor !== undefined && onlyFor !== person.id;
  if (ring.kind === 'progress') {
    if (!secret) send('progress', { call, words: progressWords(ring.progress, person) });
    return;
  }
  if (!secret) send('row', { call, thread: ring.thread, ...ring.under });
  else if (ring.hidden) send('gone', { call });
}
