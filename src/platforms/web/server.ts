import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { MagpieError } from '../../core/errors.ts';
import type { WebEnv } from './access/context.ts';

export interface WebServer {
  readonly url: string;
  /** Resolves when no connection is left. */
  close(): Promise<void>;
}

interface ServerOptions {
  readonly host: string;
  readonly port: number;
  /** Who takes longer to send the head of a request, or all of it, loses the connection. */
  readonly maxHeadMs: number;
  readonly maxRequestMs: number;
}

/** Rejects with ADDRESS_UNAVAILABLE when something else listens there. */
export async function startServer(
  app: Pick<Hono<WebEnv>, 'fetch'>,
  { host, port, maxHeadMs, maxRequestMs }: ServerOptions,
): Promise<WebServer> {
  // Without createServer it is node:http's own server.
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: maxHeadMs,
      requestTimeout: maxRequestMs,
      connectionsCheckingInterval: maxHeadMs / 3,
    },
  }) as Server;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const address = (taken: number) => `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
  const refuse = (cause: Error) =>
    reject(new MagpieError('ADDRESS_UNAVAILABLE', { address: address(port), why: cause.message }, { cause }));
  server.once('error', refuse);
  server.listen(port, host, resolve);
  await promise;
  server.off('error', refuse);
  const bound = server.address();
  return {
    url: address(bound !== null && typeof bound === 'object' ? bound.port : port),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
