import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import { shardOf } from './world.ts';

interface GatewayEvent {
  readonly t: string;
  readonly d: object;
}

interface Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  readonly sent: { readonly s: number; readonly event: GatewayEvent }[];
  socket?: WebSocket;
}

interface Dispatch {
  readonly t: string;
  readonly d: object | ((intents: number) => object);
  /** Its shard gets it; what is of no guild goes to the first shard. */
  readonly guild: string | undefined;
  /** Only sessions with these intents get it. */
  readonly needs?: number;
}

export interface GatewayOptions {
  readonly token: string;
  /** Bits that the developer portal allows. */
  readonly allowedIntents: number;
  /** What a new session is told first. */
  greet(session: { readonly id: string; readonly shard: readonly [number, number] }): readonly GatewayEvent[];
}

/** Discord's side of the gateway: https://discord.com/developers/docs/events/gateway */
export interface Gateway {
  /** How often somebody identified, and resumed. */
  readonly identified: number;
  readonly resumed: number;
  /** Connections that are open. */
  readonly connections: number;
  attach(server: Server): void;
  dispatch(event: Dispatch): void;
  /** The connections break; sessions can be resumed. */
  drop(): void;
  askToReconnect(): void;
  /** The connections' sessions are over and cannot be resumed. */
  invalidate(): void;
  /** Ends the connections with this code, and each that comes as soon as it says who it is. */
  end(code: GatewayCloseCodes): void;
  close(): void;
}

const privileged =
  GatewayIntentBits.MessageContent | GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences;
const maxPayloadBytes = 4096;
const eventsKept = 1000;

export function createGateway({ token, allowedIntents, greet }: GatewayOptions): Gateway {
  let sessions: Session[] = [];
  let endsWith: GatewayCloseCodes | undefined;
  const sockets = new WebSocketServer({ noServer: true });
  const counts = { identified: 0, resumed: 0 };
  const say = (socket: WebSocket, op: GatewayOpcodes, d: unknown) => socket.send(JSON.stringify({ op, d }));
  const write = (session: Session, s: number, { t, d }: GatewayEvent) =>
    session.socket?.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, s, t, d }));
  const tell = (session: Session, event: GatewayEvent) => {
    const s = (session.sent.at(-1)?.s ?? 0) + 1;
    session.sent.push({ s, event });
    if (session.sent.length > eventsKept) session.sent.shift();
    write(session, s, event);
  };

  sockets.on('connection', (socket) => {
    let session: Session | undefined;
    say(socket, GatewayOpcodes.Hello, { heartbeat_interval: 41_250 });
    socket.on('message', (data) => {
      const text = String(data);
      if (Buffer.byteLength(text) > maxPayloadBytes) return socket.close(GatewayCloseCodes.DecodeError);
      const { op, d } = JSON.parse(text);
      if (op === GatewayOpcodes.Heartbeat) return say(socket, GatewayOpcodes.HeartbeatAck, null);
      if (op === GatewayOpcodes.PresenceUpdate) return;
      if (op !== GatewayOpcodes.Identify && op !== GatewayOpcodes.Resume)
        return socket.close(GatewayCloseCodes.UnknownOpcode);
      if (session) return socket.close(GatewayCloseCodes.AlreadyAuthenticated);
      if (endsWith) return socket.close(endsWith);
      if (d.token !== token) return socket.close(GatewayCloseCodes.AuthenticationFailed);
      session = op === GatewayOpcodes.Identify ? identify(socket, d) : resume(socket, d);
    });
    socket.on('close', (code) => {
      if (session?.socket === socket) delete session.socket;
      // A normal close ends the session.
      if (code === 1000 || code === 1001) sessions = sessions.filter((one) => one !== session);
    });
  });

  function identify(socket: WebSocket, d: { intents: number; shard?: [number, number] }) {
    if (d.intents & privileged & ~allowedIntents) {
      socket.close(GatewayCloseCodes.DisallowedIntents);
      return;
    }
    counts.identified += 1;
    const shard = d.shard ?? [0, 1];
    const session: Session = { id: randomUUID(), shard, intents: d.intents, sent: [], socket };
    sessions = [...sessions.filter((one) => one.socket || one.shard[0] !== shard[0]), session];
    for (const event of greet(session)) tell(session, event);
    return session;
  }

  function resume(socket: WebSocket, d: { session_id: string; seq: number }) {
    const session = sessions.find(({ id }) => id === d.session_id);
    if (!session) {
      say(socket, GatewayOpcodes.InvalidSession, false);
      return;
    }
    counts.resumed += 1;
    session.socket = socket;
    for (const { s, event } of session.sent) if (s > d.seq) write(session, s, event);
    tell(session, { t: 'RESUMED', d: {} });
    return session;
  }

  return {
    get identified() {
      return counts.identified;
    },
    get resumed() {
      return counts.resumed;
    },
    get connections() {
      return sockets.clients.size;
    },
    attach(server) {
      server.on('upgrade', (request, socket, head) =>
        sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open, request)),
      );
    },
    dispatch({ t, d, guild, needs = 0 }) {
      for (const session of sessions) {
        const [id, count] = session.shard;
        if (id !== (guild === undefined ? 0 : shardOf(guild, count))) continue;
        if ((session.intents & needs) !== needs) continue;
        tell(session, { t, d: typeof d === 'function' ? d(session.intents) : d });
      }
    },
    drop() {
      for (const { socket } of sessions) socket?.terminate();
    },
    askToReconnect() {
      for (const { socket } of sessions) if (socket) say(socket, GatewayOpcodes.Reconnect, null);
    },
    invalidate() {
      const over = sessions;
      sessions = [];
      for (const { socket } of over) if (socket) say(socket, GatewayOpcodes.InvalidSession, false);
    },
    end(code) {
      endsWith = code;
      for (const { socket } of sessions) socket?.close(code);
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
