import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../bench/crash/event-stream.ts';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { postgresForTests } from '../support/postgres.ts';
import { realFlock } from '../support/real-flock.ts';

const server = await postgresForTests();
const quick = says({ kind: 'draft', sql: 'SELECT 1 AS one', understood: 'as told' });
const script = (count: number, afterMs = 0) => Array.from({ length: count }, () => ({ ...quick, afterMs }));

describe.skipIf(!server)('limits and turns across processes', () => {
  if (!server) return;
  const fresh = async () => (await server.database('')).ownerUrl;

  test('R11 of calls that come to two processes at the same time, no more than the limit are taken; the rest is told at once', async () => {
    const flock = await realFlock(await fresh(), await fakeMessagesApi());
    const env = { MAGPIE_QUEUE_PER_CHANNEL: '5' };
    const doors = [await flock.start('listen', env), await flock.start('listen', env)];
    const asked = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => doors[n % 2]?.api.ask(`number ${n}`, { channel: 'birds' })),
    );
    const refused = asked.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    expect(asked.length - refused.length).toBe(5);
    expect(refused[0]).toContain('QUEUE_FULL');
    // Another channel has seats of its own.
    expect(await doors[0]?.api.ask('elsewhere', { channel: 'planes' })).toMatchObject({
      id: expect.any(String),
    });
  });

  test('R10 one channel asks twenty times, another once: that one is answered after two more at most', async () => {
    const model = await fakeMessagesApi(...script(21, 100));
    const flock = await realFlock(await fresh(), model);
    const [door, other] = [await flock.start('listen'), await flock.start('listen')];
    for (let n = 0; n < 20; n += 1) await door.api.ask(`flood ${n}`, { channel: 'birds' });
    await flock.start('work', { MAGPIE_ASK_WORKERS: '1' });
    await eventually(() => model.requests.length >= 3);
    const before = model.requests.length;
    const { id, position, etaMs } = await other.api.ask('only once', { channel: 'planes' });
    expect(position).toBeLessThan(3);
    expect(etaMs).toBeGreaterThan(0);
    expect((await other.api.answerTo(id)).state).toBe('done');
    const at = model.requests.findIndex(({ messages }) => JSON.stringify(messages).includes('only once'));
    expect(at - before).toBeLessThanOrEqual(2);
  });

  test('who watches at one process sees what others do: where it stands, that it is worked on, and the answer', async () => {
    const flock = await realFlock(await fresh(), await fakeMessagesApi(...script(4, 700)));
    const [door, other] = [await flock.start('listen'), await flock.start('listen')];
    for (let n = 0; n < 3; n += 1) await door.api.ask(`number ${n}`);
    const { id } = await door.api.ask('the last');
    const response = await other.api.fetch(`/api/calls/${id}/events`);
    await flock.start('work', { MAGPIE_ASK_WORKERS: '1' });
    const seen: string[] = [];
    if (response.body)
      for await (const { event, data } of eventsOf(response.body)) seen.push(`${event} ${data}`);
    expect(seen.find((line) => line.includes('"kind":"waiting"'))).toBeTruthy();
    expect(seen.find((line) => line.includes('"step":"writing-sql"'))).toBeTruthy();
    expect(seen.at(-1)).toContain('"state":"done"');
  });

  test('calls of one thread run one after the other, whoever takes them in and whoever runs them', async () => {
    const model = await fakeMessagesApi(...script(7, 300));
    const flock = await realFlock(await fresh(), model);
    const [door, other] = [await flock.start('listen'), await flock.start('listen')];
    await Promise.all([flock.start('work'), flock.start('work')]);
    const { id: thread } = await door.api.ask('the opener');
    await door.api.answerTo(thread);
    const calls = [];
    for (let n = 0; n < 5; n += 1) calls.push(await (n % 2 ? door : other).api.ask(`step ${n}`, { thread }));
    for (const { id } of calls) expect((await door.api.answerTo(id)).state).toBe('done');
    const steps = model.requests.map(
      ({ messages }) => JSON.stringify(messages.at(-1)).match(/step (\d)/)?.[1],
    );
    expect(steps.filter(Boolean)).toEqual(['0', '1', '2', '3', '4']);
  });
});
