import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import type { WebEnv } from './access/context.ts';

export interface WebServer {
  readonly url: string;
  /** Resolves when no connection is left. */
  close(): Promise<void>;
}

/** Rejects when the address cannot be had. */
export async function startServer(
  app: Hono<WebEnv>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<WebServer> {
  // Without createServer it is node:http's own server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  await promise;
  server.off('error', reject);
  const address = server.address();
  const taken = address !== null && typeof address === 'object' ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
