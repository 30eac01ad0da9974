import { expect, test } from 'vitest';
import { createCircuit } from '../../src/core/circuit.ts';
import { MagpieError } from '../../src/core/errors.ts';
import { keptLog } from '../support/kept-log.ts';

const away = () => Promise.reject(new MagpieError('SOURCE_UNAVAILABLE', { why: 'no connection' }));
const patience = { outages: 3, pauseMs: 1000, maxPauseMs: 4000 };

function aCircuit() {
  let clock = 0;
  let asked = 0;
  const log = keptLog();
  const isOutage = (error: unknown) => error instanceof MagpieError && error.code === 'SOURCE_UNAVAILABLE';
  const isAnswer = (error: unknown) => error instanceof MagpieError && error.code === 'SQL_FAILED';
  const circuit = createCircuit({ of: 'the database', isOutage, isAnswer, log, now: () => clock, patience });
  const ask = (work: () => Promise<unknown> = away) =>
    circuit.run(() => {
      asked += 1;
      return work();
    });
  return {
    ask,
    log,
    asked: () => asked,
    pass: (ms: number) => {
      clock += ms;
    },
  };
}

test('after three outages in a row nobody is made to wait, until one finds it back', async () => {
  const { ask, log, asked, pass } = aCircuit();
  for (let n = 0; n < 5; n += 1) await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(asked()).toBe(3);
  expect(log.text()).toContain('away');
  expect(log.text()).toContain('Check the database');

  pass(1000);
  // One tries for all: the others are told what is known meanwhile.
  const slow = Promise.withResolvers<string>();
  const probe = ask(() => slow.promise);
  await expect(ask()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  slow.resolve('rows');
  expect(await probe).toBe('rows');
  expect(asked()).toBe(4);
  expect(await ask(async () => 'rows')).toBe('rows');
  expect(log.text().match(/away/g)).toHaveLength(1);
  expect(log.text().match(/back/g)).toHaveLength(1);
});

test('each probe that fails doubles the pause, up to a limit', async () => {
  const { ask, asked, pass } = aCircuit();
  for (let n = 0; n < 3; n += 1) await ask().catch(() => {});
  const pauses = [1000, 2000, 4000, 4000];
  for (const pause of pauses) {
    pass(pause - 1);
    await ask().catch(() => {});
    const before = asked();
    pass(1);
    await ask().catch(() => {});
    expect(asked()).toBe(before + 1);
  }
});

test('what somebody asks wrong, or does not want any more, says nothing of the database', async () => {
  const { ask, asked } = aCircuit();
  const wrong = () => Promise.reject(new MagpieError('SQL_FAILED', { why: 'no such column' }));
  const cancelled = () => Promise.reject(new MagpieError('CANCELLED'));
  for (let n = 0; n < 2; n += 1) await ask().catch(() => {});
  await expect(ask(wrong)).rejects.toMatchObject({ code: 'SQL_FAILED' });
  for (let n = 0; n < 2; n += 1) await ask().catch(() => {});
  await expect(ask(cancelled)).rejects.toMatchObject({ code: 'CANCELLED' });
  await ask().catch(() => {});
  expect(asked()).toBe(7);
  await ask().catch(() => {});
  expect(asked()).toBe(7);
});
