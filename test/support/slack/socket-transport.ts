import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from './clock.ts';
import { acknowledgedWithinMs, type Outcome, type Transport } from './transport.ts';

/** Slack's side of Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode */
export interface SocketTransport extends Transport {
  /** Connections that are open. */
  readonly connections: number;
  attach(server: Server): void;
  /** The address of one connection to be. */
  ticket(origin: string): string;
  /** Asks one connection after the other to make way for a new one; done when all that were open have been asked. */
  refresh(): Promise<void>;
  /** The connections break. */
  drop(): void;
}

interface Parts {
  readonly appId: string;
  readonly clock: Clock;
  /** Which of so many takes the next. */
  readonly pick: (count: number) => number;
  blame(what: string): void;
}

interface Waiting {
  readonly socket: WebSocket;
  settle(outcome: Outcome): void;
  readonly at: number;
  readonly acceptsPayload: boolean;
}

const maxConnections = 10;
const pingEveryMs = 5000;
const envelopeType = { event: 'events_api', command: 'slash_commands', interaction: 'interactive' } as const;

export function createSocketTransport({ appId, clock, pick, blame }: Parts): SocketTransport {
  const sockets = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const leaving = new WeakSet<WebSocket>();
  const waiting = new Map<string, Waiting>();
  const answered = new Set<string>();
  const open = () => [...sockets.clients].filter((one) => one.readyState === one.OPEN && !leaving.has(one));
  const say = (socket: WebSocket, what: object) => socket.send(JSON.stringify(what));
  const debug_info = { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 };

  sockets.on('connection', (socket: WebSocket) => {
    if (sockets.clients.size > maxConnections) {
      say(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info });
      socket.close();
      return;
    }
    say(socket, {
      type: 'hello',
      num_connections: sockets.clients.size,
      connection_info: { app_id: appId },
      debug_info,
    });
    const pings = setInterval(() => socket.ping(`Ping from Slack (${Date.now()})`), pingEveryMs);
    socket.on('message', (data) => hear(String(data)));
    socket.on('close', () => {
      clearInterval(pings);
      for (const one of waiting.values()) if (one.socket === socket) one.settle({ kind: 'unreachable' });
    });
  });

  function hear(text: string): undefined {
    const { envelope_id: id, payload } = JSON.parse(text) as { envelope_id?: string; payload?: object };
    if (id === undefined) return void blame(`Socket Mode: what is this? ${text}`);
    const one = waiting.get(id);
    const body = payload ?? {};
    if (answered.has(id)) return void blame(`Socket Mode: envelope ${id} was acknowledged twice`);
    answered.add(id);
    if (Object.keys(body).length > 0 && one?.acceptsPayload === false)
      blame(`Socket Mode: envelope ${id} takes no payload`);
    one?.settle({ kind: 'acknowledged', status: 200, body, afterMs: clock.elapsed() - one.at });
    return undefined;
  }

  return {
    get connections() {
      return open().length;
    },
    attach(server) {
      server.on('upgrade', (request: IncomingMessage, socket, head) => {
        const ticket = new URL(request.url ?? '/', 'ws://slack').searchParams.get('ticket') ?? '';
        // An address is good for one connection.
        if (!tickets.delete(ticket)) return socket.end('HTTP/1.1 408 Request Timeout\r\n\r\n');
        sockets.handleUpgrade(request, socket, head, (made) => sockets.emit('connection', made, request));
        return undefined;
      });
    },
    ticket(origin) {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${appId}`;
    },
    tell({ kind, body, retry }) {
      const reachable = open();
      const socket = reachable[pick(reachable.length)];
      if (!socket) return Promise.resolve({ kind: 'unreachable' });
      const id = randomUUID();
      const acceptsPayload = kind !== 'event';
      return new Promise((resolve) => {
        const settle = (outcome: Outcome) => {
          cancel();
          waiting.delete(id);
          resolve(outcome);
        };
        const cancel = clock.after(acknowledgedWithinMs, () => settle({ kind: 'silent' }));
        waiting.set(id, { socket, settle, at: clock.elapsed(), acceptsPayload });
        say(socket, {
          envelope_id: id,
          type: envelopeType[kind],
          accepts_response_payload: acceptsPayload,
          payload: body,
          ...(kind === 'event' && {
            retry_attempt: retry?.number ?? 0,
            // It knows no other reason.
            retry_reason: retry ? 'timeout' : '',
          }),
        });
      });
    },
    async refresh() {
      const old = open();
      for (const [n, socket] of old.entries()) {
        leaving.add(socket);
        say(socket, { type: 'disconnect', reason: 'refresh_requested', debug_info });
        // Slack closes what has not left by itself.
        setTimeout(() => socket.close(), 10_000).unref();
        if (n + 1 < old.length) await replaced();
      }
    },
    drop() {
      for (const socket of sockets.clients) socket.terminate();
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };

  function replaced(): Promise<unknown> {
    return new Promise((resolve) => sockets.once('connection', resolve));
  }
}
