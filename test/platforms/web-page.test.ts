import { expect, test } from 'vitest';
import { aPicture, birdPlayground } from '../support/bird-playground.ts';
import { eventually } from '../support/eventually.ts';

test('a question is answered with a sentence, the table, the SQL and buttons', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const { html } = await ask(ada, 'Which birds are there?');
  expect(html).toContain('4 rows: all birds');
  expect(html).toMatch(/<th scope="col" class="number">grams/);
  expect(html).toMatch(/<td class="number">210\.5<\/td>/);
  expect(html).toMatch(/Page 1 of 2<\/span><button [^>]*data-command="page"/);
  expect(html).toContain('<span class="sql-keyword">SELECT</span>');
  expect(html).toMatch(/data-command="csv"[^>]*>.*<span>CSV</);
  // The question stands above: no title repeats it. The SQL is there: no button shows it.
  expect(html).not.toContain('reply-title');
  expect(html).not.toContain('show-sql');
});

test('a single value stands out in the sentence, and is no table', async () => {
  const { browser, ask } = await birdPlayground();
  const { html } = await ask(browser(), 'How many birds?');
  expect(html).toContain('The answer is <b>4</b>');
  expect(html).not.toContain('<table');
});

test('null is told apart from text', async () => {
  const { browser, ask } = await birdPlayground({ pageRows: 10 });
  const { html } = await ask(browser(), 'Which birds are there?');
  expect(html).toContain('<td class="number null">null</td>');
});

test('a picture is ranked with bars, percentages and itself', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const { id, html } = await ask(ada, '/classify top:2', { file: aPicture() });
  expect(html).toMatch(/magpie<\/span>\s*<span class="score">83\.4%/);
  expect(html).toContain('width="83.4%"');
  expect(html).not.toContain('wren');
  const src = /<img src="(\/files\/[^"]+)"/.exec(html)?.[1] ?? '';
  const picture = await ada.fetch(src);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(await ada.get(`/c/birds`)).toContain(`id="channel-${id}"`);
});

test('a follow-up stands in the thread of its answer and not in the channel', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const opener = await ask(ada, 'Which birds are there?');
  const follow = await ask(ada, 'and the light ones?', { thread: opener.id });
  expect(follow.html).toContain('birds under 100 g');
  const thread = await ada.get(`/c/birds/t/${opener.id}`);
  expect(thread).toContain(`id="thread-${opener.id}"`);
  expect(thread).toContain(`id="thread-${follow.id}"`);
  expect(thread).not.toContain(`id="channel-${follow.id}"`);
});

test.each(['01a202ec-80b2-7e13-9f0a-c977ac634538', 'nonsense'])(
  'a thread %s that is not there is no page',
  async (id) => {
    const { browser } = await birdPlayground();
    expect((await browser().fetch(`/c/birds/t/${id}`)).status).toBe(404);
    expect((await browser().send('more', { thread: id })).status).toBeGreaterThanOrEqual(400);
  },
);

test('a pressed button answers below, another page in the place of the first', async () => {
  const { browser, ask, store } = await birdPlayground();
  const ada = browser();
  const { id } = await ask(ada, 'Which birds are there?');
  const actions = (await store.calls.get(id))?.reply?.actions ?? [];
  const pressed = async (command: string, more = {}) => {
    const { id: press } = await ada.press(
      id,
      actions.findIndex((action) => action.command === command),
      more,
    );
    await eventually(async () => (await store.calls.get(press))?.state === 'done');
    return ada.get(`/c/birds/calls/${press}`);
  };
  const page = await pressed('page');
  expect(page).toContain('data-command="page"');
  expect(page).toContain('Page 2 of 2');
  expect(page).toContain('wren');
  const csv = await pressed('csv');
  const file = /href="(\/files\/[^"]+)"/.exec(csv)?.[1] ?? '';
  const saved = await ada.fetch(file);
  expect(saved.headers.get('content-disposition')).toMatch(
    /^attachment; filename="Which-birds-are-there.csv"/,
  );
  expect(saved.headers.get('content-type')).toBe('application/octet-stream');
  expect(await saved.text()).toContain("'=ghost");
  expect(await pressed('rate', { input: 'wrong year' })).toContain('Thank you');
  expect(await store.feedback.all()).toMatchObject([{ callId: id, comment: 'wrong year' }]);
});

test('what a button answered is drawn below an answer of the same channel only', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const { id } = await ask(ada, 'Which birds are there?');
  const elsewhere = await ask(ada, 'How many birds?', { channel: 'planes' });
  const hidden = await ask(browser(), 'How many birds? private:yes');
  for (const under of [elsewhere.id, hidden.id]) {
    expect((await ada.press(id, 0, { under })).status).toBe(404);
  }
});

test('a button of an answer that is gone says so', async () => {
  const { browser } = await birdPlayground();
  const { status, html } = await browser().press('01a202ec-80b2-7e13-9f0a-c977ac634538', 0);
  expect(status).toBe(422);
  expect(html).toContain('That answer is no longer kept.');
});

test('sending again with the same key is the same call', async () => {
  const { browser } = await birdPlayground();
  const ada = browser();
  const key = 'the-same-key';
  const [first, second] = [
    await ada.send('How many birds?', { key }),
    await ada.send('How many birds?', { key }),
  ];
  expect(second.id).toBe(first.id);
  expect(first.html).toContain(`data-key="${key}"`);
  // Another person's key is another call.
  expect((await browser().send('How many birds?', { key })).id).not.toBe(first.id);
});

test('a call under way can be cancelled by who made it', async () => {
  const { browser, store } = await birdPlayground();
  const ada = browser();
  const { id, html } = await ada.send('Think long');
  expect(html).toContain(`data-cancel="${id}"`);
  expect(await browser().get(`/c/birds/calls/${id}`)).not.toContain('data-cancel');
  await eventually(async () => (await store.calls.get(id))?.state === 'running');
  expect(
    (await ada.fetch(`/c/birds/calls/${id}/cancel`, { method: 'POST', body: new FormData() })).status,
  ).toBe(201);
  await eventually(async () => (await store.calls.get(id))?.state === 'cancelled');
});

test('the words are those of the browser', async () => {
  const { browser } = await birdPlayground();
  const page = await browser({ 'accept-language': 'fr;q=0.9, ko-KR;q=0.8, en;q=0.5' }).get('/c/birds');
  expect(page).toContain('<html lang="ko-KR"');
  expect(page).toContain('질문을 입력하거나 /로 명령을 찾으세요');
});

test.each([
  ['/', '/c/general'],
  ['/c?name=Sales%20%26%20Co', '/c/sales-co'],
  ['/c?name=%EA%B9%8C%EC%B9%98', '/c/%EA%B9%8C%EC%B9%98'],
  ['/c?name=..%2F..', '/c/general'],
])('%s leads to %s', async (path, to) => {
  const { browser } = await birdPlayground();
  expect((await browser().fetch(path)).headers.get('location')).toBe(to);
});

test.each(['/c/UPPER', '/c/a%2Fb', '/c/%3Cscript%3E', `/c/${'x'.repeat(41)}`, '/c/%E3%85%A4', '/c/a%CC%8A'])(
  '%s is no channel',
  async (path) => {
    const { browser } = await birdPlayground();
    const response = await browser().fetch(path, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is nothing here.');
  },
);
