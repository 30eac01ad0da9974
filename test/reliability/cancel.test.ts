import { expect, test } from 'vitest';
import { aPicture, birdPlayground } from '../support/bird-playground.ts';
import { busyChild, busyChildren } from '../support/busy-children.ts';
import { eventually } from '../support/eventually.ts';
import { endlessSql, knowing, quickClassifier } from '../support/playground.ts';
import { program } from '../support/program.ts';

const questions = {
  'Count for ever': { sql: endlessSql, understood: 'everything' },
  'Think long': { sql: 'SELECT 1 AS one', understood: 'one', ms: 20_000 },
  'How many birds?': { sql: 'SELECT count(*) AS birds FROM birds', understood: 'all birds' },
};

const aPlayground = () => birdPlayground({ writer: knowing(questions), classifier: quickClassifier(20_000) });

test('S28 a question is cancelled in the middle of its query: within a second, and nothing is left running', async () => {
  const { url, queue } = await aPlayground();
  const api = program(url);
  const { id } = await api.ask('Count for ever');
  await eventually(busyChild);

  const began = performance.now();
  expect(await api.cancel(id)).toBe(202);
  expect(await api.answerTo(id)).toMatchObject({ state: 'cancelled', reply: { title: 'Cancelled' } });
  expect(performance.now() - began).toBeLessThan(1000);
  expect(busyChildren()).toEqual([]);
  expect(queue.depth().ask).toEqual({ waiting: 0, running: 0 });
  expect((await api.answerTo((await api.ask('How many birds?')).id)).state).toBe('done');
});

test('whatever it is doing, a call is cancelled by its caller, once and for all', async () => {
  const { queue, browser } = await aPlayground();
  const ada = browser();
  const send = async (text: string, picture?: File) =>
    (await ada.send(text, { ...(picture && { file: picture }) })).id;
  const press = (id: string) =>
    ada.fetch(`/c/birds/calls/${id}/cancel`, { method: 'POST', body: new FormData() });
  const thinking = await send('Think long');
  const waiting = await send('Think long');
  const looking = await send('/classify', aPicture());
  await eventually(() => queue.depth().ask.running === 1 && queue.depth().vision.running === 1);

  for (const id of [waiting, thinking, looking]) {
    const twice = await Promise.all([press(id), press(id)]);
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    await eventually(async () => (await ada.get(`/c/birds/calls/${id}`)).includes('Cancelled'));
  }
  expect(queue.depth()).toEqual({
    vision: { waiting: 0, running: 0 },
    ask: { waiting: 0, running: 0 },
    now: { waiting: 0, running: 0 },
  });
});

test('what is over stays what it is; nobody cancels what is not theirs, nor what there is not', async () => {
  const { url, browser } = await aPlayground();
  const api = program(url);
  const { id } = await api.ask('How many birds?');
  await api.answerTo(id);
  expect(await api.cancel(id)).toBe(202);
  expect((await api.look(id)).state).toBe('done');

  const open = await browser().send('Think long', { channel: 'api' });
  const hidden = await browser().send('/ask Think long private: yes', { channel: 'api' });
  expect(await api.cancel(open.id)).toBe(403);
  expect(await api.cancel(hidden.id)).toBe(404);
  expect(await api.cancel('00000000-0000-7000-8000-000000000000')).toBe(404);
  expect((await api.look(open.id)).state).not.toBe('cancelled');
});
