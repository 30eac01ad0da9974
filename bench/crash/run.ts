import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeAim } from './aim.ts';
import { type Driver, startDriver } from './driver-process.ts';
import { freePort } from './free-port.ts';
import { readJournal } from './journal.ts';
import { startProduct } from './product.ts';
import { type Struck, statesIn } from './struck.ts';
import { judge, type Verdict } from './verdict.ts';

export interface CrashPlan {
  readonly kills: number;
  readonly calls: number;
  /** A build that is broken on purpose. */
  readonly preload?: URL;
  /** Hears how it goes, a line at a time. */
  readonly tell: (line: string) => void;
}

export interface CrashReport extends Verdict {
  readonly kills: number;
  readonly calls: number;
  /** How many kills struck while calls were in this state. */
  readonly struck: Readonly<Record<keyof Struck, number>>;
  /** How often Magpie ended by itself. */
  readonly died: number;
  readonly seconds: number;
}

/** How long the last calls may take after the last kill. */
const settleMs = 60_000;

/** Starts the real process again and again, kills it while a driver in another process sends calls, and judges the driver's journal. */
export async function crashAndCount({ kills, calls, preload, tell }: CrashPlan): Promise<CrashReport> {
  const began = performance.now();
  const dir = await mkdtemp(join(tmpdir(), 'magpie-crash-'));
  const journal = join(dir, 'journal.jsonl');
  const plan = { dir, port: await freePort(), token: 'crash-bench-token', preload };
  const states = () => statesIn(join(dir, 'data', 'store.sqlite'));
  const strikes: Struck[] = [];
  let died = 0;
  let driver: Driver | undefined;
  let product = startProduct(plan);
  try {
    // What is made once, at the first start, is no part of this.
    await product.ready;
    const startMs = Math.round(performance.now() - began);
    await product.stop();
    tell(`starts in ${startMs} ms`);

    driver = startDriver({ base: `http://127.0.0.1:${plan.port}`, token: plan.token, journal });
    for (let kill = 0; kill < kills; kill += 1) {
      product = startProduct(plan);
      driver.go(share(calls, kills, kill));
      await takeAim(kill, { product, startMs, saw: driver.saw, states });
      await product.kill();
      if (product.died()) died += 1;
      const struck = await states();
      strikes.push(struck);
      tell(`kill ${kill + 1}: ${JSON.stringify(struck)}`);
    }
    product = startProduct(plan);
    await product.ready;
    await driver.finish(calls, settleMs);
    await product.stop();
    const times = (state: keyof Struck) => strikes.filter((struck) => struck[state]).length;
    return {
      kills,
      calls,
      ...judge(readJournal(journal)),
      struck: { queued: times('queued'), running: times('running'), replying: times('replying') },
      died,
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    driver?.kill();
    await product.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Of the calls, as many as belong between one kill and the next. */
const share = (calls: number, kills: number, kill: number): number =>
  Math.floor((calls * (kill + 1)) / (kills + 1)) - Math.floor((calls * kill) / (kills + 1));
