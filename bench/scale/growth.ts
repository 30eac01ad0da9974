import { randomUUIDv7 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../commands/index.ts';
import type { Call } from '../../src/core/call.ts';
import { openSharedQueue } from '../../src/queue/shared/shared-queue.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { startEmbeddedPostgres } from '../../test/support/embedded-postgres.ts';
import { run as runOn } from '../../test/support/postgres.ts';
import { percentile } from '../percentile.ts';
import { channelOf, type Seed, seedPostgres, seedSqlite } from './seed.ts';

/** Milliseconds at the median, with little and with much in the store, and how many times as long. */
interface Grown {
  readonly smallMs: number;
  readonly largeMs: number;
  readonly ratio: number;
}

export interface Growth {
  readonly accept: Grown;
  readonly followUp: Grown;
}

export interface GrowthPlan {
  readonly turns: number;
  readonly channels: number;
  readonly tell: (line: string) => void;
}

/** A store, and how a call gets into it. */
interface House {
  readonly store: Store;
  accept(call: Call): Promise<unknown>;
  close(): Promise<void>;
}

const rounds = 400;
const little = { turns: 1000, channels: 10 };
const drawn = commands.filter(({ on }) => on === 'slash').map(({ name }) => name);

/** Whether much in the store slows down who comes now: two stores side by side, asked in turn. */
export async function growth(dialect: 'sqlite' | 'postgres', plan: GrowthPlan): Promise<Growth> {
  await using opened = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'magpie-growth-'));
  opened.defer(() => rm(dir, { recursive: true, force: true }));
  const open = dialect === 'sqlite' ? sqliteHouses(dir) : await postgresHouses(dir, opened);
  const houses = [];
  for (const seed of [little, { turns: plan.turns, channels: plan.channels }]) {
    const house = await open(seed);
    opened.defer(() => house.close());
    houses.push({ ...house, seed, accept: [] as number[], follow: [] as number[], take: house.accept });
    plan.tell(`${dialect}: ${seed.turns} turns in ${seed.channels} channels`);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { store, take, seed, accept, follow } of houses) {
      const number = (round * 7919) % (seed.turns / 10);
      const thread = idOf(number * 10 || 10);
      const channel = channelOf((number || 1) % seed.channels);
      accept.push(
        await timed(async () => {
          const call = aCall(channel, thread);
          await store.calls.byDedupeKey('web', call.dedupeKey);
          await take(call);
          await store.calls.finish(call.id, { outcome: 'done', reply });
          await store.calls.delivered(call.id);
        }),
      );
      const conversation = { workspace: 'web', channel, thread };
      follow.push(
        await timed(async () => {
          await store.history.thread(conversation, 'ada', 8);
          await store.history.channel(conversation, 'ada', 8);
          await store.history.fileOf(conversation, 'ada');
          await store.calls.inConversation(conversation, { viewerId: 'ada', commands: drawn, limit: 50 });
        }),
      );
    }
  }
  const [small, large] = houses;
  const grown = (of: 'accept' | 'follow'): Grown => {
    // The first ones read what the others find in memory.
    const [smallMs = 0, largeMs = 0] = [small, large].map((house) =>
      percentile(house?.[of].slice(rounds / 4) ?? [], 0.5),
    );
    return {
      smallMs: round3(smallMs),
      largeMs: round3(largeMs),
      ratio: Math.round((largeMs / smallMs) * 100) / 100,
    };
  };
  return { accept: grown('accept'), followUp: grown('follow') };
}

function sqliteHouses(dir: string): (seed: Seed) => Promise<House> {
  return async (seed) => {
    const home = join(dir, String(seed.turns));
    await (await openStore({ dir: home })).close();
    seedSqlite(join(home, 'store.sqlite'), seed);
    const store = await openStore({ dir: home });
    return { store, accept: (call) => store.calls.insert(call), close: () => store.close() };
  };
}

async function postgresHouses(
  dir: string,
  opened: AsyncDisposableStack,
): Promise<(seed: Seed) => Promise<House>> {
  const postgres = await startEmbeddedPostgres();
  opened.defer(() => postgres.stop());
  return async (seed) => {
    await runOn(`${postgres.url}/postgres`, `create database grown_${seed.turns}`);
    const url = `${postgres.url}/grown_${seed.turns}`;
    const store = await openStore({ dir, url });
    await seedPostgres(url, seed);
    const { shared: db, bulletin } = store;
    if (!db) throw new Error('a store on Postgres is shared');
    const limits = { caller: 1e6, channel: 1e6, workspace: 1e6, all: 1e6 };
    const concurrency = { vision: 0, ask: 0, now: 0 };
    const queue = await openSharedQueue({ url, db, bulletin, concurrency, limits, log: silent });
    return {
      store,
      accept(call) {
        const job = { id: call.id, lane: 'ask', ...call.conversation, callerId: call.caller.id } as const;
        return store.calls.insert(
          call,
          queue.shared?.join(job, { ready: true, answersFirst: false }, () => {}),
        );
      },
      async close() {
        await queue.end();
        await store.close();
      },
    };
  };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const reply = {
  title: '',
  summary: '4',
  tone: 'good',
  blocks: [],
  actions: [],
  visibility: 'channel',
} as const;

const idOf = (number: number): string => `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

function aCall(channel: string, thread: string): Call {
  const id = randomUUIDv7();
  return {
    id,
    platform: 'web',
    command: 'ask',
    options: { question: 'and how many of them are owls?' },
    conversation: { workspace: 'web', channel, thread },
    caller: { id: 'ada', name: 'Ada', locale: 'en', roles: [] },
    replyTo: null,
    dedupeKey: id,
    receivedAt: new Date().toISOString(),
    answerBy: new Date(Date.now() + 60_000).toISOString(),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const round3 = (ms: number): number => Math.round(ms * 1000) / 1000;
