import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeAim } from './aim.ts';
import { type Driver, startDriver } from './driver-process.ts';
import { freePort } from './free-port.ts';
import { readJournal } from './journal.ts';
import { keep } from './keeper.ts';
import { poisonous } from './poison/poisonous.ts';
import { share } from './share.ts';
import { type Struck, statesIn } from './struck.ts';
import { judge, type Verdict } from './verdict.ts';

export interface CrashPlan {
  readonly kills: number;
  readonly calls: number;
  /** A build that is broken on purpose. */
  readonly preload?: URL;
  /** Whether somebody asks what kills its process: yes. */
  readonly poison?: boolean;
  /** Hears how it goes, a line at a time. */
  readonly tell: (line: string) => void;
}

export interface CrashReport extends Verdict {
  readonly kills: number;
  readonly calls: number;
  /** How many kills struck while calls were in this state. */
  readonly struck: Readonly<Record<keyof Struck, number>>;
  /** How often Magpie ended by itself: of poison, as often as that is tried. */
  readonly died: number;
  readonly seconds: number;
}

/** How long the last calls may take after the last kill: poison is tried three times alone, each time after a longer pause. */
const settleMs = 150_000;

/** Starts the real process again and again, kills it while a driver in another process sends calls, and judges the driver's journal. */
export async function crashAndCount(options: CrashPlan): Promise<CrashReport> {
  const { kills, calls, preload, poison = true, tell } = options;
  const began = performance.now();
  const dir = await mkdtemp(join(tmpdir(), 'magpie-crash-'));
  const journal = join(dir, 'journal.jsonl');
  const preloads = [poisonous, ...(preload ? [preload] : [])];
  const plan = { dir, port: await freePort(), token: 'crash-bench-token', preloads };
  const states = () => statesIn(join(dir, 'data', 'store.sqlite'));
  const strikes: Struck[] = [];
  let driver: Driver | undefined;
  const keeper = keep(plan);
  try {
    // What is made once, at the first start, is no part of this.
    await keeper.product.ready;
    const startMs = Math.round(performance.now() - began);
    tell(`starts in ${startMs} ms`);

    driver = startDriver({ base: `http://127.0.0.1:${plan.port}`, token: plan.token, journal });
    for (let kill = 0; kill < kills; kill += 1) {
      if (poison && kill === Math.floor(kills / 2)) driver.poison();
      driver.go(share(calls, kills, kill));
      // It may die of poison meanwhile.
      await takeAim(kill, { product: keeper.product, startMs, saw: driver.saw, states }).catch(() => {});
      await keeper.kill();
      const struck = await states();
      keeper.start();
      strikes.push(struck);
      tell(`kill ${kill + 1}: ${JSON.stringify(struck)}`);
    }
    if (poison && kills === 0) driver.poison();
    await driver.finish(calls, settleMs);
    await keeper.stop();
    const times = (state: keyof Struck) => strikes.filter((struck) => struck[state]).length;
    return {
      kills,
      calls,
      ...judge(readJournal(journal)),
      struck: { queued: times('queued'), running: times('running'), replying: times('replying') },
      died: keeper.died,
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    driver?.kill();
    await keeper.kill();
    await rm(dir, { recursive: true, force: true });
  }
}
