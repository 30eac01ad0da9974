import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { Client, type ClientConfig } from 'pg';
import type { StoreTables } from '../../../schema/store.ts';
import type { Bulletin, Reader } from '../../core/bulletin.ts';

export interface PostgresBulletin extends Bulletin {
  close(): Promise<void>;
}

/** What one process tells at one time: topics and their news. */
interface Note {
  readonly from: string;
  readonly told: readonly (readonly [topic: string, news: unknown])[];
}

const channel = 'magpie';
/** Bytes that a notification holds: https://www.postgresql.org/docs/current/sql-notify.html */
const mostBytes = 7999;
/** Milliseconds in which news are gathered to be told at once. */
const gatherMs = 10;
/** Milliseconds before the next try to listen again. */
const againMs = 500;
/** Milliseconds between two looks whether the connection is one still. */
const heartbeatMs = 5000;

/** Whoever uses this database may say anything on the channel: what is no note of ours is nobody's business here. */
function noteIn(payload: string): Note | undefined {
  try {
    const note: Note | null = JSON.parse(payload);
    return typeof note?.from === 'string' && Array.isArray(note.told) ? note : undefined;
  } catch {
    return undefined;
  }
}

/** LISTEN and NOTIFY, on a connection of its own that comes back by itself. */
export function openBulletin(db: Kysely<StoreTables>, config: ClientConfig): PostgresBulletin {
  const me = randomUUID();
  const readers = new Map<string, Set<Reader>>();
  const closing = new AbortController();
  let end = async () => {};

  const hear = (payload: string) => {
    const note = noteIn(payload);
    if (!note || note.from === me) return;
    for (const [topic, news] of note.told) for (const reader of readers.get(topic) ?? []) reader.news(news);
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

  let waiting: Note['told'][number][] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const told = waiting;
    waiting = [];
    send(told).catch(() => {
      // A convenience: whoever misses it looks again by itself.
    });
  };
  const send = async (told: Note['told']): Promise<void> => {
    const payload = JSON.stringify({ from: me, told } satisfies Note);
    if (Buffer.byteLength(payload) <= mostBytes) {
      await sql`select pg_notify(${channel}, ${payload})`.execute(db);
    } else if (told.length > 1) {
      const half = Math.ceil(told.length / 2);
      await Promise.all([send(told.slice(0, half)), send(told.slice(half))]);
    }
  };

  return {
    tell(topic, news) {
      waiting.push([topic, news]);
      timer ??= setTimeout(flush, gatherMs);
    },
    read(topic, reader) {
      const set = readers.get(topic) ?? new Set();
      readers.set(topic, set.add(reader));
      return () => void set.delete(reader);
    },
    async close() {
      closing.abort();
      clearTimeout(timer);
      await end();
    },
  };
}
