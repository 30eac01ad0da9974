import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job, JobQueue, Lane } from '../../src/core/job-queue.ts';
import { createInProcessQueue } from '../../src/queue/in-process.ts';
import type { SeatLimits } from '../../src/queue/seats.ts';
import { usualSeats } from '../support/usual-seats.ts';

let made = 0;
const aJob = (different: Partial<Job> = {}): Job => {
  made += 1;
  return {
    id: `job ${made}`,
    lane: 'ask',
    workspace: 'nest',
    channel: 'birds',
    callerId: 'mina',
    ...different,
  };
};
const plenty: SeatLimits = { caller: 10_000, channel: 10_000, workspace: 10_000, all: 10_000 };
const aQueue = (concurrency: Partial<Record<Lane, number>> = {}, limits: SeatLimits = plenty) =>
  createInProcessQueue({ concurrency: { vision: 1, ask: 1, now: 2, ...concurrency }, limits });

/** Has jobs run by this. */
const begin = (queue: JobQueue, work: (job: Job, signal: AbortSignal) => Promise<void>) =>
  queue.start(async (job, signal) => {
    await work(job, signal);
    return { kind: 'over' };
  });

/** Jobs that take so many milliseconds of the fake clock; tells what started when. */
function startTaking(queue: JobQueue, msOf: (job: Job) => number) {
  const startedAt = new Map<string, number>();
  const began = performance.now();
  begin(queue, async (job) => {
    startedAt.set(job.id, performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, msOf(job)));
  });
  return { startedAt };
}
const idle = async (queue: JobQueue) => {
  const busy = () => Object.values(queue.depth()).some(({ waiting, running }) => waiting + running > 0);
  while (busy()) await vi.advanceTimersByTimeAsync(1000);
};

describe('on a clock that only the test moves', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const somewhere = {
    workspace: fc.constantFrom('nest', 'barn', 'tree'),
    channel: fc.constantFrom('birds', 'planes'),
  };

  test('the order and the times that are promised are those in which jobs of equal length start', async () => {
    const line = fc.array(
      fc.record({
        ...somewhere,
        lane: fc.constantFrom('vision' as const, 'ask' as const),
        thread: fc.option(fc.constantFrom('t', 'u'), { nil: undefined }),
      }),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(line, fc.integer({ min: 1, max: 3 }), async (places, concurrency) => {
        const queue = aQueue({ vision: concurrency, ask: concurrency });
        const jobs = places.map(({ thread, ...place }) => aJob({ ...place, ...(thread && { thread }) }));
        for (const job of jobs) queue.enqueue(job);
        const promised = jobs.map(({ id, lane }) => ({ id, lane, ...queue.position(id) }));

        const { startedAt } = startTaking(queue, ({ lane }) => (lane === 'ask' ? 3000 : 1000));
        await idle(queue);

        const laneOf = new Map(jobs.map(({ id, lane }) => [id, lane]));
        for (const { id, lane, ahead, etaMs } of promised) {
          const ofLane = [...startedAt.keys()].filter((other) => laneOf.get(other) === lane);
          expect(ofLane.indexOf(id)).toBe(ahead);
          expect(startedAt.get(id)).toBe(etaMs);
        }
        expect(startedAt.size).toBe(jobs.length);
      }),
      { numRuns: 300 },
    );
  });

  test('jobs of a thread run one after the other across lanes, and hold nobody else up', async () => {
    const queue = aQueue({ vision: 2, ask: 3 });
    const picture = aJob({ lane: 'vision', thread: 't' });
    const followUp = aJob({ lane: 'ask', thread: 't' });
    const thanks = aJob({ lane: 'vision', thread: 't' });
    const elsewhere = aJob({ lane: 'ask' });
    const sameNameElsewhere = aJob({ lane: 'ask', channel: 'planes', thread: 't' });
    for (const job of [picture, followUp, thanks, elsewhere, sameNameElsewhere]) queue.enqueue(job);
    expect(queue.position(followUp.id)).toEqual({ ahead: 2, etaMs: 1000 });

    const { startedAt } = startTaking(queue, ({ lane }) => (lane === 'vision' ? 1000 : 3000));
    await idle(queue);
    const at = (job: Job) => startedAt.get(job.id);
    expect([picture, followUp, thanks, elsewhere, sameNameElsewhere].map(at)).toEqual([0, 1000, 4000, 0, 0]);
  });

  test('a job that is admitted first holds the place in its thread while its files are fetched', async () => {
    const queue = aQueue({ ask: 2 });
    const picture = aJob({ lane: 'vision', thread: 't' });
    const followUp = aJob({ lane: 'ask', thread: 't' });
    queue.admit(picture);
    queue.admit(followUp);
    queue.enqueue(followUp);
    const { startedAt } = startTaking(queue, () => 10);

    await vi.advanceTimersByTimeAsync(500);
    expect(startedAt.size).toBe(0);
    queue.release(picture.id);
    await vi.advanceTimersByTimeAsync(500);
    expect(startedAt.get(followUp.id)).toBe(500);
  });

  test('sixty jobs of one channel do not keep one of another waiting for more than two ends', async () => {
    const queue = aQueue({ ask: 2 });
    const flood = Array.from({ length: 60 }, () => aJob({ channel: 'birds' }));
    for (const job of flood) queue.enqueue(job);
    const { startedAt } = startTaking(queue, () => 100);
    await vi.advanceTimersByTimeAsync(250);

    const other = aJob({ channel: 'planes' });
    queue.enqueue(other);
    const endedAt = (at: number) => flood.filter(({ id }) => (startedAt.get(id) ?? 1e9) + 100 <= at).length;
    const endedBefore = endedAt(250);
    await idle(queue);
    expect(endedAt(startedAt.get(other.id) ?? 1e9) - endedBefore).toBeLessThanOrEqual(2);
  });

  test('estimates are within a factor of two once a job was measured, also while others run', async () => {
    const queue = aQueue({ ask: 2 });
    const began = performance.now();
    const { startedAt } = startTaking(queue, () => 7000);
    queue.enqueue(aJob());
    await idle(queue);

    const jobs = Array.from({ length: 20 }, () => aJob());
    for (const job of jobs) queue.enqueue(job);
    await vi.advanceTimersByTimeAsync(4500);
    const asked = performance.now() - began;
    const promised = jobs.flatMap(({ id }) => ({ id, position: queue.position(id) ?? [] })).slice(2);
    await idle(queue);
    for (const { id, position } of promised) {
      const wait = (startedAt.get(id) ?? 0) - asked;
      expect(position).toMatchObject({
        etaMs: expect.toSatisfy((eta) => eta >= wait / 2 && eta <= wait * 2),
      });
    }
    expect(promised).toHaveLength(18);
  });

  test('before anything was measured there is a guess per lane, that grows with a job that takes longer', async () => {
    const queue = aQueue();
    startTaking(queue, () => 60_000);
    const waiting = { ask: aJob(), vision: aJob({ lane: 'vision' }) };
    for (const job of [aJob(), waiting.ask, aJob({ lane: 'vision' }), waiting.vision]) queue.enqueue(job);
    await vi.advanceTimersByTimeAsync(0);

    expect(queue.position(waiting.ask.id)).toEqual({ ahead: 0, etaMs: 3000 });
    expect(queue.position(waiting.vision.id)).toEqual({ ahead: 0, etaMs: 1000 });
    await vi.advanceTimersByTimeAsync(40_000);
    const behind = aJob();
    queue.enqueue(behind);
    expect(queue.position(behind.id)?.etaMs).toBeGreaterThan(40_000);
  });
});

test('limits: per person, per channel, per workspace and in all; a seat is free again when its job has ended', async () => {
  const limits = { caller: 3, channel: 4, workspace: 5, all: 6 };
  const queue = aQueue({}, limits);
  const admit = (different: Partial<Job> = {}) => {
    const job = aJob(different);
    const admission = queue.admit(job);
    return { job, said: admission.kind === 'full' ? `${admission.of} ${admission.limit}` : 'admitted' };
  };
  const said = (different?: Partial<Job>) => admit(different).said;

  const first = admit().job;
  expect([said(), said(), said()]).toEqual(['admitted', 'admitted', 'caller 3']);
  expect([said({ callerId: 'jonas' }), said({ callerId: 'yuki' })]).toEqual(['admitted', 'channel 4']);
  const planes = { channel: 'planes', callerId: 'jonas' };
  expect([said(planes), said(planes)]).toEqual(['admitted', 'workspace 5']);
  expect([said({ workspace: 'barn' }), said({ workspace: 'tree' })]).toEqual(['admitted', 'all 6']);
  // What answers at once has seats of its own: in a full house people can still cancel.
  for (let n = 0; n < 6; n += 1) expect(said({ lane: 'now' })).toBe('admitted');
  expect(said({ lane: 'now' })).toBe('all 6');

  queue.release(first.id);
  const again = admit();
  expect(again.said).toBe('admitted');
  queue.start(() => sleep(5));
  queue.enqueue(again.job);
  await vi.waitFor(() => expect(queue.depth().ask.running + queue.depth().ask.waiting).toBe(5));
  expect(said({ workspace: 'sea' })).toBe('admitted');
});

test('what answers at once waits behind nobody, neither the thread nor the limits of its caller', async () => {
  const queue = aQueue({}, { ...usualSeats, caller: 1 });
  const never = Promise.withResolvers<void>();
  const seen: string[] = [];
  begin(queue, async (job) => {
    seen.push(job.lane);
    if (job.lane !== 'now') await never.promise;
  });
  const busy = aJob({ thread: 't' });
  queue.admit(busy);
  queue.enqueue(busy);

  const press = aJob({ lane: 'now', thread: 't' });
  expect(queue.admit(press)).toMatchObject({ kind: 'admitted' });
  queue.enqueue(press);
  await vi.waitFor(() => expect(seen).toEqual(['ask', 'now']));
  never.resolve();
});

test('a slot is held until the work has settled, however long ago it was aborted', async () => {
  const queue = aQueue();
  const [stubborn, next] = [aJob(), aJob()];
  const work = Promise.withResolvers<void>();
  const started: string[] = [];
  const reasons: unknown[] = [];
  begin(queue, async (job, signal) => {
    started.push(job.id);
    signal.addEventListener('abort', () => reasons.push(signal.reason.code));
    if (job === stubborn) await work.promise;
  });
  queue.enqueue(stubborn);
  queue.enqueue(next);

  expect(queue.cancel(stubborn.id)).toBe('aborted');
  await sleep(30);
  expect([started, reasons]).toEqual([[stubborn.id], ['CANCELLED']]);
  expect(queue.depth().ask).toEqual({ waiting: 1, running: 1 });
  work.resolve();
  await vi.waitFor(() => expect(started).toEqual([stubborn.id, next.id]));
});

test('a cancelled job leaves the line, and the next of its thread moves up', async () => {
  const queue = aQueue({ ask: 2 });
  const [first, second, third] = [aJob({ thread: 't' }), aJob({ thread: 't' }), aJob({ thread: 't' })];
  for (const job of [first, second, third]) queue.enqueue(job);
  expect([queue.cancel(second.id), queue.cancel(first.id), queue.cancel('nobody')]).toEqual([
    'dequeued',
    'dequeued',
    'unknown',
  ]);
  const started: string[] = [];
  begin(queue, async ({ id }) => void started.push(id));
  await vi.waitFor(() => expect(started).toEqual([third.id]));
  await vi.waitFor(() => expect(queue.depth().ask).toEqual({ waiting: 0, running: 0 }));
});

test('closing starts nothing more, waits, and aborts what outlasts the grace', async () => {
  const queue = aQueue({ ask: 2 });
  const [quick, long, waiting] = [aJob(), aJob(), aJob()];
  const ended: string[] = [];
  begin(queue, async (job, signal) => {
    if (job === quick) await sleep(20);
    else await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    ended.push(`${job.id} ${signal.aborted ? signal.reason.code : 'by itself'}`);
  });
  for (const job of [quick, long, waiting]) queue.enqueue(job);

  await queue.close(60);
  expect(ended).toEqual([`${quick.id} by itself`, `${long.id} CLOSING`]);
  queue.enqueue(aJob());
  await sleep(10);
  expect(ended).toHaveLength(2);
});

test('those that wait are told soon after the order has changed, once for many changes', async () => {
  const queue = aQueue();
  const told: number[] = [];
  queue.onMove((waiting) => told.push(waiting.length));
  for (let n = 0; n < 5; n += 1) queue.enqueue(aJob());
  await vi.waitFor(() => expect(told).toEqual([5]));
  queue.enqueue(aJob());
  await vi.waitFor(() => expect(told).toEqual([5, 6]));
  queue.enqueue(aJob());
  await queue.close(0);
  await sleep(80);
  expect(told).toEqual([5, 6]);
});
