import type { ServerResponse } from 'node:http';

/** A body that never ends, and whether anybody still reads it. */
export function endless() {
  let sent = 0;
  let gone = false;
  return {
    sendTo(response: ServerResponse): void {
      const more = setInterval(() => {
        response.write(Buffer.alloc(400));
        sent += 400;
      }, 1);
      response.on('close', () => {
        gone = true;
        clearInterval(more);
      });
    },
    /** Bytes. */
    sent: () => sent,
    gone: () => gone,
  };
}
