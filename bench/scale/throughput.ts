import { setTimeout as sleep } from 'node:timers/promises';
import { openCrew } from './crew.ts';
import { handIn } from './hand-in.ts';

export interface Throughput {
  readonly callsPerSecond: number;
  /** Of the processes of Magpie, and of Postgres, for one call. */
  readonly cpuMsPerCall: number;
  readonly postgresMsPerCall: number;
}

/** Jobs of 200 ms each, more than there are slots: how many end in a second? */
export async function throughput(workers: number, calls: number): Promise<Throughput> {
  await using crew = await openCrew(workers);
  const done = async () =>
    Number((await crew.ask(`select count(*) from calls where outcome is not null`))[0]?.count);
  // What is compiled and planned at the first call is no part of this.
  await handIn(crew, { calls: 20, perSecond: 100 });
  while ((await done()) < 20) await sleep(20);

  const before = await crew.usedMs();
  await handIn(crew, { calls, perSecond: 400 });
  // In the middle: while they come in, and at the end, not every slot has something to do.
  const [from, until] = [20 + calls * 0.4, 20 + calls * 0.9];
  let count = await done();
  while (count < from) {
    await sleep(5);
    count = await done();
  }
  const [startAt, startCount] = [performance.now(), count];
  while (count < until) {
    await sleep(5);
    count = await done();
  }
  const seconds = (performance.now() - startAt) / 1000;
  const perSecond = (count - startCount) / seconds;
  while ((await done()) < 20 + calls) await sleep(20);
  const after = await crew.usedMs();
  return {
    callsPerSecond: round(perSecond),
    cpuMsPerCall: round((after.ours - before.ours) / calls),
    postgresMsPerCall: round((after.postgres - before.postgres) / calls),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
