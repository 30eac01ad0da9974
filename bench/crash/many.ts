import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../../test/support/embedded-postgres.ts';
import { type Driver, startDriver } from './driver-process.ts';
import { freePort } from './free-port.ts';
import { readJournal } from './journal.ts';
import { type Keeper, keep } from './keeper.ts';
import { poisonous } from './poison/poisonous.ts';
import { share } from './share.ts';
import { judge, type Verdict } from './verdict.ts';

export interface ManyPlan {
  /** Of workers. */
  readonly kills: number;
  readonly calls: number;
  readonly workers: number;
  /** Hears how it goes, a line at a time. */
  readonly tell: (line: string) => void;
}

export interface ManyReport extends Verdict {
  readonly kills: number;
  readonly calls: number;
  readonly workers: number;
  /** How often Postgres was killed. */
  readonly outages: number;
  /** How often a process ended by itself: of poison, as often as that is tried. */
  readonly died: number;
  readonly seconds: number;
}

/** How long the last calls may take after the last kill. */
const settleMs = 120_000;
/** At most so many milliseconds between two kills. */
const longestPauseMs = 1500;

/** The same with one process that listens and several that work, over a Postgres that is killed once as well. */
export async function crashManyAndCount({ kills, calls, workers, tell }: ManyPlan): Promise<ManyReport> {
  const began = performance.now();
  const dir = await mkdtemp(join(tmpdir(), 'magpie-crash-'));
  const journal = join(dir, 'journal.jsonl');
  const token = 'crash-bench-token';
  const postgres = await startEmbeddedPostgres();
  const keepers: Keeper[] = [];
  let driver: Driver | undefined;
  const start = async (role: 'listen' | 'work') => {
    const home = join(dir, `${role}-${keepers.length}`);
    await mkdir(home);
    const port = await freePort();
    const env = { STORE_URL: `${postgres.url}/postgres`, MAGPIE_ROLE: role };
    const keeper = keep({ dir: home, port, token, preloads: [poisonous], env });
    keepers.push(keeper);
    await keeper.product.ready;
    return { keeper, port };
  };
  try {
    const door = await start('listen');
    const crew = [];
    for (let each = 0; each < workers; each += 1) crew.push((await start('work')).keeper);
    tell(`${workers} workers after ${Math.round(performance.now() - began)} ms`);

    driver = startDriver({ base: `http://127.0.0.1:${door.port}`, token, journal });
    for (let kill = 0; kill < kills; kill += 1) {
      driver.go(share(calls, kills, kill));
      if (kill === Math.floor(kills / 3)) driver.poison();
      await sleep(Math.random() * longestPauseMs);
      if (kill === Math.floor(kills / 2)) {
        await postgres.crash();
        tell('Postgres was killed');
      }
      const victim = crew[Math.floor(Math.random() * crew.length)];
      await victim?.kill();
      victim?.start();
      tell(`kill ${kill + 1}`);
      await victim?.product.ready.catch(() => {});
    }
    await driver.finish(calls, settleMs);
    return {
      kills,
      calls,
      workers,
      ...judge(readJournal(journal)),
      outages: kills > 0 ? 1 : 0,
      died: keepers.reduce((sum, { died }) => sum + died, 0),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    driver?.kill();
    await Promise.all(keepers.map((keeper) => keeper.kill()));
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
