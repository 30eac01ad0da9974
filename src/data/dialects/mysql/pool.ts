import { createWaitingLine } from '../../../core/waiting-line.ts';
import { endStatement } from './bounded.ts';
import type { Connection } from './connection.ts';

/** At most `size` connections, given out one at a time and never twice in the same state. */
export interface Pool {
  /** `work` begins with a connection as it was made. Rejects with the signal's reason when that comes before its turn. */
  use<T>(signal: AbortSignal, work: (connection: Connection) => Promise<T>): Promise<T>;
  /** Another connection, besides those of the pool: to end what one of them does. The caller destroys it. */
  extra(): Promise<Connection>;
  close(): Promise<void>;
}

export function createPool(connect: () => Promise<Connection>, size: number): Pool {
  const idle: Connection[] = [];
  const all = new Set<Connection>();
  const waiting = createWaitingLine<void>();
  let used = 0;
  let closed = false;

  const turn = async (signal: AbortSignal) => {
    signal.throwIfAborted();
    if (closed) throw poolClosed();
    if (used < size) {
      used++;
      return;
    }
    await waiting.wait(signal);
  };
  const pass = () => {
    if (!waiting.give()) used--;
  };
  const make = async () => {
    const connection = await connect();
    all.add(connection);
    return connection;
  };
  const drop = (connection: Connection) => {
    all.delete(connection);
    connection.destroy();
  };
  /** One that waited too long may have been ended by the server, which we learn when we ask. */
  const fresh = async () => {
    for (let connection = idle.pop(); connection; connection = idle.pop()) {
      if (!connection.lost && (await connection.reset().then(yes, no))) return connection;
      drop(connection);
    }
    return make();
  };

  return {
    extra: connect,
    async use(signal, work) {
      await turn(signal);
      try {
        const connection = await fresh();
        try {
          return await work(connection);
        } finally {
          if (connection.lost || closed) drop(connection);
          else idle.push(connection);
        }
      } finally {
        pass();
      }
    },
    async close() {
      closed = true;
      waiting.refuse(poolClosed());
      for (const connection of idle.splice(0)) drop(connection);
      await Promise.all([...all].map((connection) => endStatement(connection, connect)));
      all.clear();
    },
  };
}

const poolClosed = (): Error => new Error('the source is closed');
const yes = () => true;
const no = () => false;
