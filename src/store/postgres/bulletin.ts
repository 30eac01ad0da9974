import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { Client, type ClientConfig } from 'pg';
import type { StoreTables } from '../../../schema/store.ts';
import type { Bulletin, Reader } from '../../core/bulletin.ts';

export interface PostgresBulletin extends Bulletin {
  close(): Promise<void>;
}

interface Note {
  readonly from: string;
  readonly topic: string;
  readonly news: unknown;
}

const channel = 'magpie';
/** Bytes that a notification holds: https://www.postgresql.org/docs/current/sql-notify.html */
const mostBytes = 7999;
/** Milliseconds before the next try to listen again. */
const againMs = 500;
/** Milliseconds between two looks whether the connection is one still. */
const heartbeatMs = 5000;

/** LISTEN and NOTIFY, on a connection of its own that comes back by itself. */
export function openBulletin(db: Kysely<StoreTables>, config: ClientConfig): PostgresBulletin {
  const me = randomUUID();
  const readers = new Map<string, Set<Reader>>();
  const closing = new AbortController();
  let end = async () => {};

  const hear = (payload: string) => {
    // Whoever may write to this database may write this too; the topics check what they read.
    const note: Note = JSON.parse(payload);
    if (note.from === me) return;
    for (const reader of readers.get(note.topic) ?? []) reader.news(note.news);
  };

  const listen = async (first: boolean) => {
    if (closing.signal.aborted) return;
    const client = new Client({ ...config, keepAlive: true, application_name: 'magpie bulletin' });
    let beat: NodeJS.Timeout | undefined;
    let lost = false;
    const again = () => {
      if (lost) return;
      lost = true;
      clearInterval(beat);
      client.end().catch(() => {});
      setTimeout(() => void listen(false), againMs).unref();
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ payload }) => payload && hear(payload));
    end = async () => {
      lost = true;
      clearInterval(beat);
      await client.end().catch(() => {});
    };
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      beat = setInterval(() => void client.query('SELECT 1').catch(again), heartbeatMs);
      beat.unref();
      if (!first) for (const each of [...readers.values()].flatMap((set) => [...set])) each.missed?.();
    } catch {
      again();
    }
  };
  void listen(true);

  return {
    async tell(topic, news, tx) {
      const payload = JSON.stringify({ from: me, topic, news } satisfies Note);
      if (Buffer.byteLength(payload) > mostBytes) return;
      const told = sql`select pg_notify(${channel}, ${payload})`.execute(tx ?? db);
      // Told outside of a transaction it is a convenience: whoever misses it looks again by itself.
      await (tx ? told : told.catch(() => {}));
    },
    read(topic, reader) {
      const set = readers.get(topic) ?? new Set();
      readers.set(topic, set.add(reader));
      return () => void set.delete(reader);
    },
    async close() {
      closing.abort();
      await end();
    },
  };
}
