import type { Context } from 'hono';
import { type SSEMessage, streamSSE } from 'hono/streaming';
import { heartbeatMs, maxStreams, maxUnread } from './limits.ts';

/** Open event streams. */
export interface Streams {
  /**
   * Undefined when too many are open. `open` gets what sends an event, and what ends the stream once all is sent; it
   * returns what to do at its end.
   */
  open(c: Context, open: (send: Send, end: () => void) => () => void): Response | undefined;
  close(): void;
}

export type Send = (event: string, data: object) => void;

export function createStreams(): Streams {
  const ends = new Set<() => void>();
  return {
    open(c, open) {
      if (ends.size >= maxStreams) return undefined;
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      ends.add(end);
      return streamSSE(c, async (stream) => {
        let sent = Promise.resolve();
        let unread = 0;
        const write = (message: SSEMessage) => {
          unread += 1;
          // Who does not read loses the stream, and reads everything again with the next one.
          if (unread > maxUnread) return end();
          sent = sent
            .then(() => stream.writeSSE(message))
            .then(() => {
              unread -= 1;
            });
        };
        stream.onAbort(end);
        write({ event: 'hello', data: '{}', retry: 1000 });
        const beat = setInterval(() => void stream.write(': \n\n'), heartbeatMs);
        const finish = open((event, data) => write({ event, data: JSON.stringify(data) }), end);
        await ended;
        clearInterval(beat);
        finish();
        ends.delete(end);
        if (unread <= maxUnread) await sent;
      });
    },
    close() {
      for (const end of ends) end();
    },
  };
}
