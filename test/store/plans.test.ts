import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Client } from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { channelOf, seedPostgres, seedSqlite } from '../../bench/scale/seed.ts';
import type { StoreTables } from '../../schema/store.ts';
import { crowdIn } from '../../src/queue/shared/admission.ts';
import { createCallStore } from '../../src/store/calls.ts';
import { createFeedbackStore } from '../../src/store/feedback.ts';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import { createHistoryStore } from '../../src/store/history.ts';
import { openStore } from '../../src/store/open.ts';
import { openPool } from '../../src/store/postgres/pool.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { aCall, aReply } from '../support/a-call.ts';
import { postgresForTests } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';

const server = await postgresForTests();
const seed = { turns: 20_000, channels: 200 };
const thread = '01900000-0000-7000-8000-00000000000a';
const conversation = { workspace: 'web', channel: channelOf(1), thread };
const view = { viewerId: 'ada', commands: ['ask', 'classify'], limit: 20 };
const limits = { caller: 3, channel: 10, workspace: 200, all: 1000 };
const nobody = { forget: async () => ({ turns: 0, taught: 0 }), leave: async () => 0 };

/** All that is asked of the store while a call is taken in, answered and gone on with. */
async function aDay(db: Kysely<StoreTables>, shared: boolean): Promise<void> {
  const write = createGroupCommit(db);
  const calls = createCallStore(db, {
    write,
    writeAlone: write,
    writeOne: (statement) => statement({ tx: db }),
    now: () => new Date(),
  });
  const history = createHistoryStore(db, nobody);
  const call = aCall({ conversation });
  await calls.byDedupeKey('web', call.dedupeKey);
  await calls.insert(call);
  const job = { id: call.id, lane: 'ask', ...conversation, callerId: 'ada' } as const;
  if (shared) (await db.transaction().execute((tx) => crowdIn(tx, limits))).companyOf(job);
  await calls.get(call.id);
  await calls.begin(call.id);
  await history.thread(conversation, 'ada', 8);
  await history.channel(conversation, 'ada', 8);
  await history.fileOf(conversation, 'ada');
  await history.ofCall(call.id, 'ada');
  await history.ofCaller('web', 'person-7', 8);
  await calls.finish(call.id, { outcome: 'done', reply: aReply() });
  await calls.delivered(call.id);
  await calls.unfinished();
  await calls.inConversation(conversation, view);
  await calls.inConversation({ workspace: 'web', channel: channelOf(1) }, view);
  await calls.followUps(conversation, [thread], view);
  await createFeedbackStore(db).votesOf('ada', [call.id]);
}

/** The statements of a day, as they were sent. */
async function statementsOf(
  open: (log: (event: { readonly query: CompiledQuery }) => void) => Kysely<StoreTables>,
  shared: boolean,
): Promise<readonly CompiledQuery[]> {
  const seen: CompiledQuery[] = [];
  const db = open(({ query }) => void seen.push(query));
  await aDay(db, shared);
  await db.destroy();
  return seen.filter(({ sql }) => /^\s*(select|update|delete|with)\b/.test(sql));
}

test('in SQLite nothing that people wait for reads a whole table', async () => {
  const dir = await tempFolder();
  await (await openStore({ dir })).close();
  const file = join(dir, 'store.sqlite');
  seedSqlite(file, seed);
  const statements = await statementsOf(
    (log) => new Kysely<StoreTables>({ dialect: openSqlite(file, 'write').dialect, log }),
    false,
  );
  expect(statements.length).toBeGreaterThan(14);
  const database = new DatabaseSync(file);
  onTestFinished(() => database.close());
  const scans = statements.flatMap(({ sql }) => {
    const plan = database.prepare(`explain query plan ${sql}`).all();
    return plan
      .filter(({ detail }) => /^SCAN (calls|turns|feedback|here)\b/.test(String(detail)))
      .map(() => sql);
  });
  expect(scans).toEqual([]);
});

describe.skipIf(!server)('on a server', () => {
  if (!server) return;

  test('in Postgres nothing that people wait for reads more than a few of 20,000 calls', async () => {
    const { ownerUrl: url } = await server.database('');
    await (await openStore({ dir: await tempFolder(), url })).close();
    await seedPostgres(url, seed);
    const statements = await statementsOf(
      (log) => new Kysely<StoreTables>({ dialect: new PostgresDialect({ pool: openPool(url, 2) }), log }),
      true,
    );
    expect(statements.length).toBeGreaterThan(15);
    const client = new Client({ connectionString: url });
    await client.connect();
    onTestFinished(() => client.end());
    const read: Record<string, number> = {};
    for (const { sql, parameters } of statements) {
      const { rows } = await client.query(`explain (analyze, format json) ${sql}`, [...parameters]);
      read[sql.trim().slice(0, 60)] = rowsRead(rows[0]?.['QUERY PLAN'][0].Plan);
    }
    for (const [sql, rows] of Object.entries(read)) expect(rows, sql).toBeLessThan(1000);
  });
});

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const rowsRead = (plan: Plan): number =>
  (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] +
  (plan.Plans ?? []).reduce((sum, inner) => sum + rowsRead(inner), 0);
