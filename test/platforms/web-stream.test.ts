import { expect, test } from 'vitest';
import { birdPlayground } from '../support/bird-playground.ts';
import { readEvents } from '../support/event-reader.ts';

test('everybody in the channel hears of a question, its progress and its answer, as ids and words', async () => {
  const { browser } = await birdPlayground();
  const bo = browser({ 'accept-language': 'ko' });
  const heard = await readEvents(bo, '/c/birds/events');
  const { id } = await browser().send('Slowly, how many?');
  await heard.next('progress', ({ call, words }) => call === id && words === 'SQL을 쓰는 중');
  await heard.next('row', ({ call }) => call === id);
  await expect.poll(() => bo.get(`/c/birds/calls/${id}`)).toContain('The answer is <b>4</b>');
  expect(JSON.stringify(heard.events)).not.toMatch(/how many|all birds|SELECT/);
});

test('nobody hears of another channel', async () => {
  const { browser } = await birdPlayground();
  const ada = browser();
  const heard = await readEvents(browser(), '/c/planes/events');
  const { id } = await ada.send('How many birds?');
  const { id: second } = await ada.send('How many birds?', { channel: 'planes' });
  await heard.next('row', ({ call }) => call === second);
  expect(heard.events.filter(({ data }) => data.call === id)).toEqual([]);
});

test('others hear nothing of what a private question is about', async () => {
  const { browser, ask } = await birdPlayground();
  const [ada, bo] = [browser(), browser()];
  const [own, others] = [await readEvents(ada, '/c/birds/events'), await readEvents(bo, '/c/birds/events')];
  const { id } = await ask(ada, 'Slowly, how many? private:yes');
  await own.next('row', ({ call }) => call === id);
  await own.next('progress', ({ call }) => call === id);
  const { id: last } = await ask(ada, 'How many birds?');
  await others.next('row', ({ call }) => call === last);
  expect(others.events.filter(({ data }) => data.call === id)).toEqual([]);
});

test('a question that others saw goes when its answer is for the caller alone', async () => {
  const { browser } = await birdPlayground();
  const others = await readEvents(browser(), '/c/birds/events');
  const { id } = await browser().send('How many unicorns?');
  await others.next('gone', ({ call }) => call === id);
});

test('a press tells where its answer is drawn', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const heard = await readEvents(ada, '/c/birds/events');
  const { id } = await ask(ada, 'Which birds are there?');
  const { id: press } = await ada.press(id, 0);
  const { data } = await heard.next('row', ({ call }) => call === press);
  expect(data).toEqual({ call: press, under: id, of: id });
});

test('who waits sees their place, and it only gets better', async () => {
  const { browser, queue } = await birdPlayground();
  const ada = browser();
  const heard = await readEvents(ada, '/c/birds/events');
  const first = await ada.send('Think long');
  const second = await ada.send('Think long');
  const third = await ada.send('Slowly, how many?');
  expect(third.html).toMatch(/Waiting: 1 ahead/);
  expect(queue.depth().ask).toEqual({ running: 1, waiting: 2 });
  await ada.fetch(`/c/birds/calls/${first.id}/cancel`, { method: 'POST', body: new FormData() });
  await heard.next('progress', ({ call, words }) => call === third.id && /you are next/.test(words));
  await ada.fetch(`/c/birds/calls/${second.id}/cancel`, { method: 'POST', body: new FormData() });
  await heard.next('progress', ({ call, words }) => call === third.id && /^Reading|^Writing/.test(words));
});

test('after /forget, pages read everything again', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const { id } = await ask(ada, 'How many birds?');
  const heard = await readEvents(browser(), '/c/birds/events');
  await ask(ada, '/forget mine');
  await heard.next('all');
  expect(await browser().get('/c/birds/rows')).not.toContain(id);
});

test('who sits at the machine may make it forget the whole channel', async () => {
  const { browser, ask } = await birdPlayground();
  const { id } = await ask(browser(), 'How many birds?');
  await ask(browser(), '/forget channel');
  expect(await browser().get('/c/birds/rows')).not.toContain(id);
});

test('closing ends every stream', async () => {
  const { browser, close } = await birdPlayground();
  const heard = await readEvents(browser(), '/c/birds/events');
  await heard.next('hello');
  await close();
  await heard.ended.catch(() => {});
  await expect(browser().fetch('/healthz')).rejects.toThrow();
});
