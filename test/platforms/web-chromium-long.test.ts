import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { rowsShown } from '../../src/platforms/web/limits.ts';
import { aCall, aReply } from '../support/a-call.ts';
import { type BirdPlayground, birdPlayground } from '../support/bird-playground.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';

describe.skipIf(!hasChromium)('a long channel in a browser', () => {
  const chromium = withChromium();

  /** So many calls that were answered; what each says is its number. */
  async function fill({ store }: BirdPlayground, count: number, thread?: string): Promise<string[]> {
    const ids: string[] = [];
    for (let number = 1; number <= count; number += 1) {
      const conversation = { workspace: 'web', channel: 'birds', ...(thread && { thread }) };
      const call = aCall({ platform: 'web', conversation, options: { question: `Question ${number}?` } });
      await store.calls.insert(call);
      await store.calls.begin(call.id);
      await store.calls.finish(call.id, { outcome: 'done', reply: aReply({ summary: `Answer ${number}.` }) });
      await store.calls.delivered(call.id, thread === undefined ? call.id : undefined);
      ids.push(call.id);
    }
    return ids;
  }
  const shown = (page: Page, place: string) => page.locator(`[data-rows=${place}] .row`).count();
  const says = (page: Page, text: string) =>
    page.locator('[data-rows=channel]').getByText(text, { exact: true });

  test('opens at its end with the last messages, and earlier ones come when they are wanted', async () => {
    const playground = await birdPlayground();
    await fill(playground, 2 * rowsShown + 5);
    const page = await chromium.open(`${playground.url}/c/birds`);
    await says(page, `Answer ${2 * rowsShown + 5}.`).waitFor();
    expect(await shown(page, 'channel')).toBe(rowsShown);
    const earlier = page.getByRole('button', { name: 'Show earlier messages' });
    const first = says(page, `Answer ${rowsShown + 6}.`);
    await earlier.scrollIntoViewIfNeeded();
    const before = (await first.boundingBox())?.y;
    await earlier.click();
    await says(page, `Answer 6.`).waitFor();
    expect(await shown(page, 'channel')).toBe(2 * rowsShown);
    // What was read stays where it is on the screen, and nothing is said to be new.
    expect((await first.boundingBox())?.y).toBeCloseTo(before ?? 0, -1);
    expect(await page.getByRole('button', { name: 'New messages' }).isVisible()).toBe(false);
    await earlier.click();
    await says(page, `Answer 1.`).waitFor();
    await expect.poll(() => earlier.count()).toBe(0);
    const numbers = await page.locator('[data-rows=channel] .request').allTextContents();
    expect(numbers.map((text) => Number(/\d+/.exec(text)?.[0]))).toEqual(
      Array.from({ length: 2 * rowsShown + 5 }, (_, at) => at + 1),
    );

    // They stay when all is read again after a lost connection, and go when the channel is forgotten.
    await page.context().setOffline(true);
    await playground.ask(playground.browser(), 'How many birds?');
    await page.context().setOffline(false);
    await says(page, 'How many birds?').waitFor();
    expect(await shown(page, 'channel')).toBe(2 * rowsShown + 6);
    await playground.ask(playground.browser(), '/forget channel');
    await expect.poll(() => shown(page, 'channel')).toBe(0);
  });

  test('a thread begins with its opener, however long it is', async () => {
    const playground = await birdPlayground();
    const [opener = ''] = await fill(playground, 1);
    await fill(playground, rowsShown + 3, opener);
    const page = await chromium.open(`${playground.url}/c/birds/t/${opener}`);
    const thread = page.locator('[data-rows=thread]');
    await thread.getByText(`Answer ${rowsShown + 3}.`, { exact: true }).waitFor();
    expect(await shown(page, 'thread')).toBe(rowsShown + 1);
    await thread.getByRole('button', { name: 'Show earlier messages' }).click();
    await expect.poll(() => shown(page, 'thread')).toBe(rowsShown + 4);
    expect(await thread.locator('.row').first().getAttribute('data-call')).toBe(opener);
  });

  test('who reads above is told of what is new, and not pulled away', async () => {
    const playground = await birdPlayground();
    await fill(playground, 20);
    const page = await chromium.open(`${playground.url}/c/birds`);
    await page.locator('[data-scroll=channel]').evaluate((scroller) => scroller.scrollTo(0, 0));
    await playground.ask(playground.browser(), 'How many birds?');
    const pill = page.getByRole('button', { name: 'New messages' });
    await pill.click();
    await expect.poll(() => pill.isVisible()).toBe(false);
    expect(await says(page, 'How many birds?').isVisible()).toBe(true);
  });
});
