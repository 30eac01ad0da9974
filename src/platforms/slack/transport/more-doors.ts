import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';

/**
 * Node takes up one new connection of a listening socket in each turn of its event loop (libuv's uv__server_io), so that a crowd
 * comes in the slower the more there is to do. Sockets that share the port each take up one.
 */
const doors = 16;

/** What an HTTP server opens its own connections with. */
const asHttp = { allowHalfOpen: true, noDelay: true } as const;

export interface Address {
  readonly host: string;
  readonly port: number;
  /** Connections that may wait to be taken up. */
  readonly backlog: number;
}

/** Rejects when somebody listens at this address: sockets that share a port would not notice. */
export async function requireFree({ host, port }: Address): Promise<void> {
  const probe = createServer().listen({ host, port });
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
}

/** More sockets at the address of a server that listens there and shares it; what comes in by them the server gets. */
export async function openMoreDoors(server: HttpServer, address: Address): Promise<Disposable> {
  const more = Array.from({ length: doors - 1 }, (): Server => {
    const door = createServer(asHttp, (socket) => server.emit('connection', socket));
    return door.listen({ ...address, reusePort: true });
  });
  await Promise.all(more.map((door) => once(door, 'listening')));
  return {
    [Symbol.dispose]() {
      for (const door of more) door.close();
    },
  };
}
