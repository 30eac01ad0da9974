import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aCall, aReply } from '../support/a-call.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';

describe.skipIf(!hasChromium)('however somebody looks at it', () => {
  const chromium = withChromium();
  const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');
  const style = (page: Page, selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

  test('a screen reader hears what was asked, the answer, its table and its buttons by name', async () => {
    const { url, browser, ask } = await birdPlayground();
    await ask(browser(), 'Which birds are there?');
    const page = await chromium.open(`${url}/c/birds`);
    const heard = (await page.getByRole('article').ariaSnapshot())
      .replace(/\d+:\d+ [AP]M/g, 'TIME')
      .replace(/Guest \w+/, 'Guest')
      .replace(/\d+ ms/, 'MS')
      .replace(/\n\s*- \/url:.*/g, '');
    expect(heard).toMatchInlineSnapshot(`
      "- article "Which birds are there?":
        - paragraph:
          - text: Guest
          - link "TIME":
            - time: TIME
        - text: Which birds are there?
        - paragraph: Magpie
        - paragraph: "4 rows: all birds"
        - region "Result, 4 rows":
          - table:
            - rowgroup:
              - row "name grams":
                - columnheader "name"
                - columnheader "grams"
            - rowgroup:
              - row "magpie 210.5":
                - cell "magpie"
                - cell "210.5"
              - row "까치 200":
                - cell "까치"
                - cell "200"
        - text: Page 1 of 2
        - button "Next page"
        - figure "SQL Copy":
          - text: SQL
          - button "Copy"
          - code: SELECT name, grams FROM birds ORDER BY id
        - button "CSV"
        - button "Run again"
        - button "Edit SQL"
        - button "Good answer"
        - button "Bad answer"
        - link "Reply in thread":
        - paragraph: 4 rows · MS · Bird book · knowing"
    `);
    const unnamed = await page
      .locator('button, a, input:not([type=hidden]), textarea')
      .evaluateAll((all) =>
        all.filter((one) => !one.ariaLabel && !one.textContent && !('labels' in one && one.labels)),
      );
    expect(unnamed).toEqual([]);
  });

  /** Rows that are hard to lay out. */
  async function hardRows() {
    const playground = await birdPlayground();
    const columns = Array.from({ length: 60 }, (_, at) => ({
      name: `a_column_with_a_long_name_${at}`,
      kind: 'text' as const,
    }));
    const cells = columns.map((_, at) => (at % 2 === 0 ? 'long '.repeat(1000) : 'x'.repeat(5000)));
    const sql = `SELECT ${columns.map(({ name }) => name).join(', ')} FROM ${'x'.repeat(300)}`;
    const call = aCall({
      conversation: { workspace: 'web', channel: 'birds' },
      options: { question: `كم عدد الطيور؟ 🏳️‍🌈 ${'w'.repeat(900)}` },
      caller: { id: 'visitor:x', name: 'n'.repeat(200), locale: 'en', roles: [] },
    });
    const table = {
      kind: 'table',
      columns,
      rows: [cells, cells],
      page: 1,
      pages: 100,
      totalRows: 1000,
    } as const;
    await playground.store.calls.insert(call);
    await playground.store.calls.begin(call.id);
    const sha256 = 'ab'.repeat(32);
    await playground.store.calls.finish(call.id, {
      outcome: 'done',
      reply: aReply({
        summary: 's'.repeat(500),
        blocks: [
          table,
          { kind: 'code', language: 'sql', text: sql },
          { kind: 'file', name: `${'f'.repeat(150)}.csv`, mediaType: 'text/csv', size: 1, sha256 },
        ],
        actions: [{ command: 'ask', options: { question: 'q' }, label: 'a long suggestion '.repeat(8) }],
        footnote: 'f'.repeat(300),
      }),
    });
    return playground;
  }

  test.each([
    ['320 pixels wide', { viewport: { width: 320, height: 640 } }],
    ['zoomed to 200 %', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
    ['on a desktop', { viewport: { width: 1280, height: 800 } }],
  ])('nothing is cut off or beside the page, %s', async (_, options) => {
    const { url } = await hardRows();
    const page = await chromium.open(`${url}/c/birds`, options);
    await page.getByRole('table').waitFor();
    expect(await overflow(page)).toBe(0);
    // What is wider than its place scrolls by itself, reached by keyboard.
    const wider = await page.locator('.scroll *').evaluateAll((all) =>
      all
        .filter((one) => !one.closest('.table-box, .visually-hidden'))
        .filter((one) => {
          const { left, right } = one.getBoundingClientRect();
          return left < 0 || right > innerWidth;
        })
        .map((one) => `${one.tagName} ${one.className}`),
    );
    expect(wider).toEqual([]);
    expect(await page.locator('.table-box').getAttribute('tabindex')).toBe('0');
    expect(await page.getByRole('button', { name: 'Send' }).isVisible()).toBe(true);
  });

  test('without colours of our own, what is chosen has a line', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`, { forcedColors: 'active' });
    await page.keyboard.type('/');
    await page.getByRole('listbox').waitFor();
    expect(await style(page, '[aria-selected=true]', 'outline-style')).toBe('solid');
    expect(await style(page, '[aria-selected=false]', 'outline-style')).toBe('none');
    expect(await style(page, '.send', 'border-style')).toBe('solid');
  });

  test('who wants no motion sees none', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`, { reducedMotion: 'reduce' });
    await page.getByRole('combobox').fill('Think long');
    await page.keyboard.press('Enter');
    // The row from the server takes the place of the page's own in the meantime.
    await expect.poll(() => style(page, '.dots i', 'animation-name')).toBe('none');
  });

  test('on paper there is all of it, and nothing to press', async () => {
    const { url, browser, ask } = await birdPlayground();
    const ada = browser();
    for (let times = 0; times < 6; times += 1) await ask(ada, 'Which birds are there?');
    const page = await chromium.open(`${url}/c/birds`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByRole('table').count()).toBe(6);
    const cut =
      'document.querySelector(".scroll").scrollHeight - document.querySelector(".scroll").clientHeight';
    expect(await page.evaluate(cut)).toBe(0);
  });
});
