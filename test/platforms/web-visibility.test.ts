import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aPicture, birdPlayground } from '../support/bird-playground.ts';
import { eventually } from '../support/eventually.ts';
import { quickClassifier } from '../support/playground.ts';
import { sharedData } from '../support/shared-data.ts';

test('A50 a private answer is seen by its caller alone, on every way to it', async () => {
  const { browser, ask, store } = await birdPlayground();
  const [ada, bo] = [browser(), browser()];
  const { id, html } = await ask(ada, '/classify private:yes', { file: aPicture() });
  expect(html).toContain('Only you can see this');
  const file = /src="(\/files\/[^"]+)"/.exec(html)?.[1] ?? '';
  expect((await ada.fetch(file)).status).toBe(200);

  expect((await bo.fetch(file)).status).toBe(404);
  expect((await bo.fetch(`/c/birds/calls/${id}`)).status).toBe(404);
  expect((await bo.fetch(`/c/birds/t/${id}`)).status).toBe(404);
  expect(await bo.get('/c/birds')).not.toContain(id);
  expect((await bo.press(id, 0)).status).toBe(422);
  expect((await bo.send('more', { thread: id })).status).toBe(404);
  expect((await bo.fetch(`/api/calls/${id}`)).status).toBe(404);
  expect(await ada.get('/c/birds')).toContain(id);
  expect(await store.calls.get(id)).toMatchObject({ reply: { visibility: 'caller' } });
});

test('a private question is not seen while it waits either', async () => {
  const { browser } = await birdPlayground();
  const { id } = await browser().send('Think long private:yes');
  const bo = browser();
  expect((await bo.fetch(`/c/birds/calls/${id}`)).status).toBe(404);
  expect(await bo.get('/c/birds')).not.toContain(id);
});

test('what is asked on in a private thread stays private', async () => {
  const { browser, ask } = await birdPlayground();
  const [ada, bo] = [browser(), browser()];
  const { id: thread } = await ask(ada, 'How many birds? private:yes');
  const { id } = await ask(ada, 'and the light ones?', { thread });
  const slow = await ada.send('Think long private:no', { thread });
  for (const followUp of [id, slow.id]) {
    expect((await ada.fetch(`/c/birds/calls/${followUp}`)).status).toBe(200);
    expect((await bo.fetch(`/c/birds/calls/${followUp}`)).status).toBe(404);
  }
  expect((await ask(bo, '/history')).html).not.toContain('light');
});

test('a problem is seen by its caller alone', async () => {
  const { browser, store } = await birdPlayground({
    classifier: {
      ...quickClassifier(),
      async classify() {
        throw new Error('a secret detail');
      },
    },
  });
  const ada = browser();
  const { id } = await ada.send('/classify', { file: aPicture() });
  await eventually(async () => (await store.calls.get(id))?.state === 'failed');
  const html = await ada.get(`/c/birds/calls/${id}`);
  expect(html).toContain('Something went wrong on my side.');
  expect(html).not.toContain('secret detail');
  expect(await browser().get('/c/birds')).not.toContain(id);
});

test('an answer of another channel cannot be reached through this one', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const { id } = await ask(ada, 'How many birds?', { channel: 'planes' });
  expect((await ada.fetch(`/c/birds/calls/${id}`)).status).toBe(404);
  expect((await ada.fetch(`/c/birds/t/${id}`)).status).toBe(404);
});

const list = join(sharedData, 'naughty-strings/blns.json');
describe.skipIf(!existsSync(list))('with strings that break pages', () => {
  test('they are shown as the text that they are', async () => {
    const naughty = (JSON.parse(readFileSync(list, 'utf8')) as string[]).filter((text) => text.trim() !== '');
    const { browser } = await birdPlayground();
    const ada = browser();
    const markup = naughty.filter((text) => /[<>"'&]/.test(text)).slice(0, 120);
    expect(markup.length).toBeGreaterThan(50);
    for (const text of markup) {
      const { status, html } = await ada.send(`/ask ${text}`, { channel: 'naughty' });
      expect([201, 422], text).toContain(status);
      expect(tagsOf(html), text).not.toMatch(
        /<(script|iframe|object|embed|meta|link|style|base|body|math)\b| on\w+=/i,
      );
    }
    const page = await ada.get('/c/naughty');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toMatch(/<script(?! type="module"| type="application\/json")/);
  });
});

test.each([
  '"><img src=x onerror=alert(1)>.png',
  '\u202egnp.exe',
  '../../etc/passwd',
  `${'x'.repeat(300)}.png`,
  '</script>',
])('a picture called %j is harmless', async (name) => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const { html } = await ask(ada, '/classify', { file: aPicture(name) });
  expect(tagsOf(html)).not.toMatch(/ onerror=|\u202e/);
  const response = await ada.fetch(/src="(\/files\/[^"]+)"/.exec(html)?.[1] ?? '');
  expect(response.headers.get('content-disposition')).toMatch(
    /^inline; filename="[\w.-]+"; filename\*=UTF-8''[\w.%~!-]+$/,
  );
});

/** Only the tags, with what their quotes hold taken out: there no text may have got. */
const tagsOf = (html: string): string =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('\n');
