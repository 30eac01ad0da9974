import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';

export interface Seed {
  /** Turns, each of a call that has ended; every tenth opened a thread that the nine after it went on in. */
  readonly turns: number;
  readonly channels: number;
}

/** How a dialect writes what differs. */
interface Spelling {
  /** A table `n (i)` of so many numbers from 1. */
  readonly numbers: (count: number) => string;
  /** The id of the call with this number. */
  readonly id: (number: string) => string;
}

const inSqlite: Spelling = {
  numbers: (count) => `with recursive n (i) as (select 1 union all select i + 1 from n where i < ${count})`,
  id: (number) => `printf('01900000-0000-7000-8000-%012x', ${number})`,
};
const inPostgres: Spelling = {
  numbers: (count) => `with n (i) as (select generate_series(1, ${count}))`,
  id: (number) => `'01900000-0000-7000-8000-' || lpad(to_hex((${number})::int), 12, '0')`,
};

export function seedSqlite(file: string, seed: Seed): void {
  const database = new DatabaseSync(file);
  database.exec('pragma synchronous = off');
  for (const sql of statements(inSqlite, seed)) database.exec(sql);
  database.close();
}

export async function seedPostgres(url: string, seed: Seed): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const sql of statements(inPostgres, seed)) await client.query(sql);
  await client.query('vacuum analyze');
  await client.end();
}

export const channelOf = (number: number): string => `channel-${number}`;

function statements({ numbers, id }: Spelling, { turns, channels }: Seed): readonly string[] {
  const opener = 'i - i % 10';
  return [
    `insert into calls (id, platform, command, options, workspace, channel, thread, caller_id, caller_name, caller_locale,
       caller_roles, dedupe_key, received_at, answer_by, state, outcome, reply, visibility, attempts, opened, changed_at)
     ${numbers(turns)}
     select ${id('i')}, 'web', 'ask', '{"question":"How many birds are there?"}', 'web',
       'channel-' || ((i / 10) % ${channels}), case when i % 10 = 0 then null else ${id(opener)} end,
       'person-' || (i % 5000), 'Ada', 'en', '[]', 'key-' || i, '2026-01-01T00:00:00.000Z', '2026-01-01T00:15:00.000Z',
       'done', 'done', '{"title":"birds","summary":"4","tone":"good","blocks":[],"actions":[],"visibility":"channel"}',
       'channel', 1, case when i % 10 = 0 then ${id('i')} end, '2026-01-01T00:00:01.000Z'
     from n`,
    `insert into turns (call_id, command, request, summary, source, sql, at)
     ${numbers(turns)}
     select ${id('i')}, 'ask', 'How many birds are there?', '4', 'demo', 'select count(*) from birds', '2026-01-01T00:00:01.000Z'
     from n`,
  ];
}
