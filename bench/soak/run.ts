import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '../crash/client.ts';
import { errandOf } from '../crash/errand.ts';
import { freePort } from '../crash/free-port.ts';
import { openJournal, readJournal } from '../crash/journal.ts';
import { createPerson, keyOf } from '../crash/person.ts';
import { startProduct } from '../crash/product.ts';
import { judge, type Verdict } from '../crash/verdict.ts';
import { type Flatness, flatnessOf } from './flat.ts';
import { type Sample, sampleOf } from './samples.ts';
import { createVisits } from './visits.ts';

export interface SoakPlan {
  readonly minutes: number;
  /** A build that is broken on purpose. */
  readonly preload?: URL;
  /** Hears how it goes, a line at a time. */
  readonly tell: (line: string) => void;
}

export interface SoakReport extends Verdict, Flatness {
  readonly minutes: number;
  readonly visits: number;
  readonly died: boolean;
}

/** Programs that ask and send pictures, all of them different, and browsers that do everything else. */
const programs = 3;
const browsers = 2;
const sampleEveryMs = 2000;
const pauseMs = 40;

/** Mixed load on the real process for so long: does it lose anything, and does it hold more and more? */
export async function soakAndWatch({ minutes, preload, tell }: SoakPlan): Promise<SoakReport> {
  const dir = await mkdtemp(join(tmpdir(), 'magpie-soak-'));
  const token = 'soak-bench-token';
  const port = await freePort();
  const product = startProduct({ dir, port, token, ...(preload && { preloads: [preload] }) });
  const file = join(dir, 'journal.jsonl');
  const journal = openJournal(file);
  const base = `http://127.0.0.1:${port}`;
  try {
    await product.ready;
    const until = performance.now() + minutes * 60_000;
    const isOn = () => performance.now() < until;
    const client = createClient(base, token);
    let people = 0;
    let visits = 0;

    const program = async () => {
      while (isOn()) {
        const number = people;
        people += 1;
        const person = createPerson({ key: keyOf(number), wanted: errandOf(number), client, journal });
        while (!(await person.send())) await sleep(pauseMs);
        while (!(await person.look(number % 2 === 0))) await sleep(pauseMs);
        // Some come back to what they were answered.
        if (number % 5 === 0) await person.look(false);
        await sleep(pauseMs);
      }
    };
    const browser = async (number: number) => {
      const visit = createVisits(base, number);
      for (let round = 0; isOn(); round += 1) {
        await visit(round);
        visits += 1;
        await sleep(pauseMs);
      }
    };
    const samples: Sample[] = [];
    const watch = async () => {
      for (let next = performance.now(); isOn(); next += sampleEveryMs) {
        samples.push(await sampleOf(product.pid ?? 0));
        if (samples.length % 30 === 1) tell(JSON.stringify(samples.at(-1)));
        await sleep(Math.max(0, next + sampleEveryMs - performance.now()));
      }
    };
    await Promise.all([
      ...Array.from({ length: programs }, program),
      ...Array.from({ length: browsers }, (_, number) => browser(number)),
      watch(),
    ]);
    const died = product.died();
    await product.stop();
    return { minutes, visits, ...judge(readJournal(file)), ...flatnessOf(samples), died };
  } finally {
    journal.close();
    await product.kill();
    await rm(dir, { recursive: true, force: true });
  }
}
