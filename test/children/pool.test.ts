import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ChildPool, createChildPool } from '../../src/children/pool.ts';
import { alive } from '../support/alive.ts';
import { eventually } from '../support/eventually.ts';
import { tempFolder } from '../support/temp-folder.ts';
import type { Request, Setup } from './pool-child.ts';

const never = new AbortController().signal;

async function openPool(size: number, setup: Partial<Setup> = {}, idleMs?: number) {
  const roll = join(await tempFolder(), 'pids');
  writeFileSync(roll, '');
  const pool: ChildPool<Request, unknown> = createChildPool<Setup, Request, unknown>({
    entry: new URL('./pool-child.ts', import.meta.url),
    setup: { roll, ...setup },
    size,
    maxMemory: 256 * 1024 * 1024,
    ...(idleMs !== undefined && { idleMs }),
  });
  onTestFinished(() => pool.close());
  const started = () => readFileSync(roll, 'utf8').split('\n').filter(Boolean).map(Number);
  const firstPid = () => eventually(() => started()[0]);
  return { pool, started, firstPid };
}

describe('a pool of children', () => {
  it('carries bytes, nested values and undefined there and back', async () => {
    const { pool } = await openPool(1);
    const what = { bytes: Uint8Array.of(0, 255), list: [1n, null, undefined], text: '🐦' };
    expect(await pool.run({ do: 'echo', what }, never)).toEqual(what);
  });

  it('works side by side up to its size, and starts no more processes than that', async () => {
    const { pool, started } = await openPool(2);
    await pool.warm();
    const meet = (at: string) => pool.run({ do: 'meet', at }, never);
    const here = join(await tempFolder(), 'here');
    const there = join(await tempFolder(), 'there');
    await Promise.all([meet(here), meet(here), meet(there), meet(there)]);
    expect(started()).toHaveLength(2);
  });

  it('ends a child that nobody needs for a while, and starts another for the next call', async () => {
    const { pool, started, firstPid } = await openPool(1, {}, 100);
    expect(await pool.run({ do: 'echo', what: 1 }, never)).toBe(1);
    const first = await firstPid();
    await eventually(() => !alive(first));
    expect(await pool.run({ do: 'echo', what: 2 }, never)).toBe(2);
    expect(started()).toHaveLength(2);
  });

  it('serves those who wait in the order in which they came', async () => {
    const { pool } = await openPool(1);
    const order: number[] = [];
    const ask = async (n: number) => order.push(Number(await pool.run({ do: 'echo', what: n }, never)));
    await Promise.all([1, 2, 3, 4, 5].map(ask));
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it('brings a refusal over with its code and data, and keeps the child', async () => {
    const { pool, started } = await openPool(1);
    await expect(pool.run({ do: 'refuse' }, never)).rejects.toMatchObject({
      code: 'PICTURE_TOO_LARGE',
      data: { size: '9 MB', limit: '8 MB' },
    });
    await expect(pool.run({ do: 'blunder' }, never)).rejects.toMatchObject({
      code: 'UNEXPECTED',
      cause: { message: 'x is not a function' },
    });
    expect(await pool.run({ do: 'pid' }, never)).toBe(started()[0]);
    expect(started()).toHaveLength(1);
  });

  it.skipIf(process.platform !== 'linux')(
    'works at a lower priority than we do, in every thread',
    async () => {
      const { pool } = await openPool(1);
      const tasks = `/proc/${await pool.run({ do: 'pid' }, never)}/task`;
      // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the 17th field behind the name is the niceness.
      const niceness = readdirSync(tasks).map((id) =>
        Number(readFileSync(`${tasks}/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]),
      );
      expect(niceness.length).toBeGreaterThan(5);
      expect(new Set(niceness)).toEqual(new Set([getPriority() + 10]));
    },
  );

  it('kills the child of an aborted call, and settles only when the process is gone', async () => {
    const { pool, firstPid } = await openPool(1);
    const busy = new AbortController();
    const call = pool.run({ do: 'spin' }, busy.signal);
    const pid = await firstPid();
    await sleep(50);
    const begun = performance.now();
    busy.abort(new Error('changed my mind'));
    await expect(call).rejects.toThrow('changed my mind');
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(alive(pid)).toBe(false);
    expect(await pool.run({ do: 'echo', what: 'next' }, never)).toBe('next');
  });

  it('ends work that takes longer than its limit, not counting the wait for a child', async () => {
    const { pool } = await openPool(1);
    const limit = { ms: 300, reason: new Error('too slow') };
    const waits = [1, 2, 3].map(() => pool.run({ do: 'wait', ms: 200 }, never, limit));
    await expect(Promise.all(waits)).resolves.toHaveLength(3);
    await expect(pool.run({ do: 'spin' }, never, limit)).rejects.toThrow('too slow');
    expect(await pool.run({ do: 'echo', what: 'next' }, never)).toBe('next');
  });

  it('lets a call that still waits go at once, and disturbs nobody', async () => {
    const { pool, started } = await openPool(1);
    const first = pool.run({ do: 'wait', ms: 300 }, never);
    const impatient = new AbortController();
    const second = pool.run({ do: 'spin' }, impatient.signal);
    const third = pool.run({ do: 'echo', what: 3 }, never);
    impatient.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    await first;
    expect(await third).toBe(3);
    expect(started()).toHaveLength(1);
  });

  it('ends a child that grows over its memory, and starts another for the next call', async () => {
    const { pool, started } = await openPool(1);
    await expect(pool.run({ do: 'grow' }, never)).rejects.toMatchObject({ code: 'CHILD_OUT_OF_MEMORY' });
    expect(await pool.run({ do: 'echo', what: 'next' }, never)).toBe('next');
    expect(started()).toHaveLength(2);
  });

  it('says how a child ended that crashed, with its last words for the log', async () => {
    const { pool } = await openPool(1);
    await expect(pool.run({ do: 'crash' }, never)).rejects.toMatchObject({
      code: 'CHILD_DIED',
      data: { exit: 'SIGABRT' },
      cause: { message: expect.stringContaining('out of cheese') },
    });
    expect(await pool.run({ do: 'echo', what: 'next' }, never)).toBe('next');
  });

  it('replaces a child that somebody else killed, in the middle of a call and while idle', async () => {
    const { pool, firstPid } = await openPool(1);
    const call = pool.run({ do: 'spin' }, never);
    process.kill(await firstPid(), 'SIGKILL');
    await expect(call).rejects.toMatchObject({ code: 'CHILD_DIED', data: { exit: 'SIGKILL' } });
    const idle = Number(await pool.run({ do: 'pid' }, never));
    process.kill(idle, 'SIGKILL');
    await eventually(() => !alive(idle));
    await sleep(50);
    expect(await pool.run({ do: 'pid' }, never)).not.toBe(idle);
  });

  it('goes on with its work when Ctrl-C or a service manager signals everybody: its parent decides', async () => {
    const { pool, firstPid } = await openPool(1);
    const call = pool.run({ do: 'wait', ms: 300 }, never);
    const pid = await firstPid();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.kill(pid, signal);
    await call;
    expect(await pool.run({ do: 'pid' }, never)).toBe(pid);
  });

  it('gives everybody who waits the reason when no child can be set up, one process each', async () => {
    const { pool, started } = await openPool(1, { fault: 'refuses' });
    await expect(pool.warm()).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    const calls = await Promise.allSettled([1, 2, 3].map(() => pool.run({ do: 'pid' }, never)));
    expect(calls.map((call) => call.status === 'rejected' && call.reason.data.why)).toEqual(
      Array.from({ length: 3 }, () => 'no such model'),
    );
    expect(started()).toHaveLength(4);
  });

  it('does not start again and again what crashes on its way up', async () => {
    const { pool, started } = await openPool(2, { fault: 'crashes' });
    await expect(pool.warm()).rejects.toMatchObject({ code: 'CHILD_DIED', cause: expect.any(Error) });
    await sleep(300);
    expect(started().length).toBeLessThanOrEqual(2);
  });

  it('closes with calls running and waiting: all reject, no process stays', async () => {
    const { pool, started } = await openPool(2);
    const calls = [1, 2, 3, 4].map(() => pool.run({ do: 'spin' }, never));
    const settled = Promise.allSettled(calls);
    const pids = await eventually(() => started().length === 2 && started());
    await pool.close();
    expect((await settled).map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    expect(pids.filter(alive)).toEqual([]);
    await expect(pool.run({ do: 'pid' }, never)).rejects.toThrow('closed');
    await expect(pool.warm()).rejects.toThrow('closed');
  });
});
