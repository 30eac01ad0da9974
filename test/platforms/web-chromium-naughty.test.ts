import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/core/reply.ts';
import { rowsShown } from '../../src/platforms/web/limits.ts';
import { aCall, aReply } from '../support/a-call.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';
import { sharedData } from '../support/shared-data.ts';

const list = join(sharedData, 'naughty-strings/blns.json');
const strings: readonly string[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];

/** Those that have to be there in any case. */
const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</textarea><script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</style><script>alert(1)</script>',
  '<a href="javascript:alert(1)">click</a>',
  'javascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '--><script>alert(1)</script><!--',
  '<iframe srcdoc="<script>parent.alert(1)</script>">',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<base href="//evil.example/">',
  '<form action="//evil.example"><input name=x autofocus onfocus=alert(1)>',
];
const naughty = [...attacks, ...strings];

/** A reply in which every text is one of these. */
function replyOf(texts: readonly string[], callId: string): Reply {
  const text = (at: number) => texts[at % texts.length] ?? '';
  const sha256 = 'ab'.repeat(32);
  const columns = texts.map((name, at) => ({
    name,
    kind: at % 2 === 0 ? ('text' as const) : ('other' as const),
  }));
  const labels = texts.map((label, index) => ({ index, label, score: 0.1 }));
  const call = { call: callId };
  return aReply({
    title: text(0),
    summary: text(1),
    blocks: [
      { kind: 'text', text: text(2) },
      { kind: 'table', columns, rows: [texts, [...texts].reverse()], page: 1, pages: 2, totalRows: 4 },
      { kind: 'code', language: 'sql', text: `SELECT '${text(3)}' FROM "${text(4)}" -- ${text(5)}` },
      {
        kind: 'ranking',
        classification: { model: text(6), ms: 1, labels },
        picture: { sha256, name: text(7) },
      },
      { kind: 'file', name: text(8), mediaType: text(9), size: 1, sha256 },
    ],
    actions: [
      { command: 'ask', options: { question: text(1) }, label: text(1) },
      { command: 'rate', options: call, label: text(2), input: { option: 'comment', label: text(3) } },
    ],
    footnote: text(4),
  });
}

/** Notes whatever a script that got in would do. */
async function watched(page: Page, url: string) {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('blob:')) seen.push(request.url());
  });
  page.on('popup', () => seen.push('popup'));
  return seen;
}

/** What foreign text made that is no text. */
const foreign = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          element.matches(
            'script:not([type="module"], [type="application/json"]), iframe, object, embed, base, style',
          ) ||
          element.getAttributeNames().some((name) => name.startsWith('on')) ||
          /^\s*(javascript|data|vbscript):/i.test(
            element.getAttribute('href') ?? element.getAttribute('src') ?? '',
          ),
      )
      .map((element) => element.outerHTML.slice(0, 100)),
  );

describe.skipIf(!hasChromium)('strings that break pages, in a browser', () => {
  const chromium = withChromium();

  test('are text wherever an answer has text', async () => {
    const { url, store } = await birdPlayground({
      web: { title: attacks[1] ?? '', description: attacks[0] ?? '', examples: attacks },
    });
    const share = Math.ceil(naughty.length / rowsShown);
    for (let from = 0; from < naughty.length; from += share) {
      const texts = naughty.slice(from, from + share);
      const [question = ''] = texts;
      const call = aCall({
        conversation: { workspace: 'web', channel: 'birds' },
        caller: { id: `visitor:${from}`, name: question, locale: 'en', roles: [] },
        options: { question, source: question, image: { kind: 'attachment', name: question, size: 1 } },
      });
      await store.calls.insert(call);
      await store.calls.begin(call.id);
      await store.calls.finish(call.id, { outcome: 'done', reply: replyOf(texts, call.id) });
    }
    const page = await chromium.open('about:blank');
    const seen = await watched(page, url);
    await page.goto(`${url}/c/birds`);
    await page.locator('[data-rows=channel] .row').last().waitFor();
    expect(await page.locator('[data-rows=channel] .row').count()).toBe(Math.ceil(naughty.length / share));
    expect(await foreign(page)).toEqual([]);
    const cells = new Set(await page.locator('tbody .cell').allTextContents());
    expect(attacks.filter((text) => !cells.has(text))).toEqual([]);
    // Buttons that ask first show foreign text in a field.
    await page.locator('.action[data-input]').first().click();
    await page.locator('.action-input input').waitFor();
    await page.locator('[data-example]').first().click();
    await page.locator('.thread-link').first().click();
    await page.locator('#thread .row').first().waitFor();
    expect(await foreign(page)).toEqual([]);
    expect(seen).toEqual([]);
  });

  test('are text when they are typed', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    const seen = await watched(page, url);
    const composer = page.locator('#channel-composer');
    for (const text of attacks.slice(0, 6)) {
      await composer.fill(text);
      await page.keyboard.press('Enter');
    }
    await composer.fill(`/ask ${attacks[0]} source:${attacks[1]}`);
    await page.keyboard.press('Enter');
    await composer.fill(`/${attacks[0]}`);
    await page.keyboard.press('Enter');
    await page.getByText('There is no command').waitFor();
    await expect.poll(() => page.locator('[data-rows=channel] .reply').count()).toBe(7);
    expect(await foreign(page)).toEqual([]);
    expect(seen).toEqual([]);
  });

  test('make no channel but one that can be read', async () => {
    const { browser, url } = await birdPlayground();
    for (const name of naughty) {
      const response = await browser().fetch(`/c?name=${encodeURIComponent(name.toWellFormed())}`);
      const to = new URL(response.headers.get('location') ?? '', url);
      expect(to.origin, name).toBe(url);
      expect(decodeURIComponent(to.pathname), name).toMatch(/^\/c\/[\p{L}\p{M}\p{N}_-]{1,40}$/u);
    }
    const [page, strange] = [await chromium.open('about:blank'), '__proto__'];
    await page.goto(`${url}/c?name=${strange}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('#__proto__');
  });
});
