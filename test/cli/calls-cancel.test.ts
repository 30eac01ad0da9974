import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { magpie } from '../support/magpie-process.ts';
import { endlessSql } from '../support/playground.ts';
import { realHome } from '../support/real-magpie.ts';

const draft = (sql: string) => says({ kind: 'draft', sql, understood: 'as told' });
const never = { ...draft('SELECT 1'), afterMs: 600_000 };

test('an operator cancels calls that run and that wait: their work stops, and their people are told by whom', async () => {
  const model = await fakeMessagesApi(draft(endlessSql), never, never, draft('SELECT 1'));
  const home = await realHome(model);
  const bot = await home.start();
  await bot.ready;
  const data = dirname(home.store);
  const running = await bot.api.ask('for ever');
  await eventually(() => model.requests.length === 1);
  for (const n of [2, 3]) await bot.api.ask(`number ${n}`);
  const waiting = await bot.api.ask('number 4');
  await eventually(() => model.requests.length === 3);

  for (const { id } of [waiting, running]) {
    const cancelled = await magpie(data, 'calls', 'cancel', id);
    expect(cancelled).toMatchObject({ code: 0, err: '' });
    const seen = await bot.api.look(id);
    expect(seen).toMatchObject({
      state: 'cancelled',
      reply: { summary: 'Whoever runs me has stopped this.' },
    });
  }
  expect(model.requests).toHaveLength(3);
  const { id } = await bot.api.ask('number 5');
  expect((await bot.api.answerTo(id)).state).toBe('done');

  const over = await magpie(data, 'calls', 'cancel', id, '--json');
  expect(over).toMatchObject({ code: 1, out: '{"refused":"it is over: done"}\n' });
  const life = await magpie(data, 'calls', 'show', running.id);
  expect(life.out).toMatch(/wish: .+ cancel: done\n/);
  expect(await magpie(data, 'calls', 'cancel', 'nothing')).toMatchObject({ code: 1 });
  expect(await magpie(data, 'calls', 'cancel')).toMatchObject({ code: 2 });
});

test('while no bot runs, a cancel waits in the store, and the next start does it before the call runs again', async () => {
  const model = await fakeMessagesApi(never, never);
  const home = await realHome(model);
  const data = dirname(home.store);
  const first = await home.start();
  await first.ready;
  const { id } = await first.api.ask('what kills it');
  await eventually(() => model.requests.length === 1);
  await first.kill();
  const cancelled = await magpie(data, 'calls', 'cancel', id);
  expect(cancelled.code).toBe(0);
  expect(cancelled.out).toContain('No Magpie runs');
  expect((await magpie(data, 'calls', 'list', '--state', 'running')).out).toContain(id);

  const second = await home.start();
  await second.ready;
  expect((await second.api.answerTo(id)).state).toBe('cancelled');
  const { out } = await magpie(data, 'calls', 'cancel', id, '--json');
  expect(JSON.parse(out)).toMatchObject({ verdict: 'done' });
  expect(model.requests).toHaveLength(1);
});
