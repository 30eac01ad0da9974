import type { Server } from 'node:http';
import { HTTPReceiver, type HTTPReceiverOptions, type Logger, type Receiver } from '@slack/bolt';
import { MagpieError } from '../../../core/errors.ts';
import { eventsPath } from '../manifest.ts';
import { openMoreDoors, requireFree } from './more-doors.ts';

export interface HttpReceiverOptions {
  readonly host: string;
  readonly port: number;
  /** Undefined: no events come here, only people who install. */
  readonly signingSecret?: string;
  readonly installing?: Partial<HTTPReceiverOptions>;
  readonly logger: Logger;
}

/** Milliseconds that requests have when it stops. */
const lastMs = 1000;

/** Of more connections that wait the system drops the first packet, and the next try comes a second later, the one after that too late. */
const backlog = 4096;

/** Events over HTTP, acknowledged once they have been dealt with: what is not stored Slack tells again. `start` rejects with ADDRESS_UNAVAILABLE. */
export function createHttpReceiver(
  options: HttpReceiverOptions,
): Receiver & { readonly port: number | undefined } {
  const { host, port, signingSecret, installing = {}, logger } = options;
  const receiver = new HTTPReceiver({
    ...installing,
    ...(signingSecret === undefined
      ? { endpoints: [], signatureVerification: false, signingSecret: '' }
      : { endpoints: eventsPath, signingSecret }),
    processBeforeResponse: true,
    logger,
  });
  let listening: number | undefined;
  let server: Server | undefined;
  let doors: Disposable | undefined;
  return {
    get port() {
      return listening;
    },
    init: (app) => receiver.init(app),
    async start() {
      try {
        await requireFree({ host, port, backlog });
        server = await receiver.start({ host, port, backlog, reusePort: true });
        const address = server.address();
        listening = typeof address === 'object' && address !== null ? address.port : port;
        doors = await openMoreDoors(server, { host, port: listening, backlog });
      } catch (cause) {
        throw new MagpieError(
          'ADDRESS_UNAVAILABLE',
          { address: `${host}:${port}`, why: cause instanceof Error ? cause.message : '' },
          { cause },
        );
      }
    },
    async stop() {
      if (listening === undefined) return;
      listening = undefined;
      doors?.[Symbol.dispose]();
      // What is on its way is answered; who says nothing is not waited for.
      const timer = setTimeout(() => server?.closeAllConnections(), lastMs);
      await receiver.stop();
      clearTimeout(timer);
    },
  };
}
