import type { Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { aPicture, birdPlayground } from '../support/bird-playground.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';

describe.skipIf(!hasChromium)('in a browser', () => {
  const chromium = withChromium();
  const channel = '[data-rows=channel]';
  const thread = '[data-rows=thread]';

  test('a question is shown at once, then its answer, and a follow-up in its thread', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    await page.getByRole('combobox', { name: 'Message' }).fill('Which birds are there?');
    await page.getByRole('button', { name: 'Send' }).click();
    const row = page.locator(`${channel} .row`);
    await row.getByText('Which birds are there?').waitFor();
    await row.getByText('4 rows: all birds').waitFor();
    expect(await row.getByRole('cell', { name: '210.5' }).count()).toBe(1);
    expect(await row.count()).toBe(1);

    await page.getByRole('link', { name: 'Reply in thread' }).click();
    expect(new URL(page.url()).pathname).toMatch(/^\/c\/birds\/t\/[\w-]+$/);
    await page.locator('#thread').getByRole('combobox').fill('and the light ones?');
    await page.keyboard.press('Enter');
    await page.locator(thread).getByText('birds under 100 g').waitFor();
    expect(await page.locator(`${thread} .row`).count()).toBe(2);
    expect(await row.count()).toBe(1);

    await page.reload();
    await page.locator(thread).getByText('birds under 100 g').waitFor();
    await page.goBack();
    expect(await page.locator('#thread').isVisible()).toBe(false);
    await page.getByRole('link', { name: '1 reply' }).waitFor();
  });

  test('buttons turn the page in place, fetch the file and take a comment', async () => {
    const { url, store } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    await page.getByRole('combobox').fill('Which birds are there?');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    expect(await page.getByRole('table').count()).toBe(1);
    await page.getByRole('cell', { name: 'wren' }).waitFor();
    await page.getByRole('button', { name: 'Previous page' }).click();
    await page.getByRole('cell', { name: 'magpie' }).waitFor();
    await page.getByRole('button', { name: 'Next page' }).waitFor();

    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /Download .*csv/ }).click();
    expect((await download).suggestedFilename()).toBe('Which-birds-are-there.csv');

    await page.getByRole('button', { name: 'Good answer' }).click();
    await page.getByText('Good to know that this answer helped.').waitFor();
    // It counts at once; the comment may come or not, and a second vote takes the place of the first.
    expect(await store.feedback.all()).toMatchObject([{ vote: 'up' }]);
    const thumb = page.getByRole('button', { name: 'Bad answer' });
    await thumb.click();
    expect(await thumb.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('textbox', { name: /What was good or wrong/ }).fill('No owls');
    await page.keyboard.press('Enter');
    await expect.poll(() => store.feedback.all()).toMatchObject([{ vote: 'down', comment: 'No owls' }]);
  });

  test('a vote is still there after a reload, in the thread too, and pressing it again keeps its comment', async () => {
    const { url, store, browser, ask } = await birdPlayground();
    const { id } = await ask(browser(), 'How many birds?');
    const page = await chromium.open(`${url}/c/birds/t/${id}`);
    const thumbs = page.getByRole('button', { name: 'Good answer', pressed: true });
    await page.locator(`${channel} [data-command=rate]`).first().click();
    await page.getByRole('textbox', { name: /What was good or wrong/ }).fill('Just right');
    await page.keyboard.press('Enter');
    await expect.poll(() => store.feedback.all()).toMatchObject([{ vote: 'up', comment: 'Just right' }]);
    expect(await thumbs.count()).toBe(2);

    await page.reload();
    expect(await thumbs.count()).toBe(2);
    await thumbs.first().click();
    await page.getByRole('textbox', { name: /What was good or wrong/ }).waitFor();
    await page.getByRole('button', { name: 'Bad answer', pressed: false }).first().waitFor();
    // What is pressed after it is answered after it.
    await page.getByRole('button', { name: 'CSV', exact: true }).first().click();
    await page
      .getByRole('link', { name: /Download .*csv/ })
      .first()
      .waitFor();
    expect(await store.feedback.all()).toMatchObject([{ vote: 'up', comment: 'Just right' }]);
  });

  test('a vote that does not arrive is taken back', async () => {
    const { url, browser, ask } = await birdPlayground();
    await ask(browser(), 'How many birds?');
    const page = await chromium.open(`${url}/c/birds`);
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Good answer' }).click();
    await page.getByText('This was not sent: the connection failed.').waitFor();
    expect(await page.getByRole('button', { name: 'Good answer', pressed: true }).count()).toBe(0);
  });

  test('a line that is refused is in the composer again, with its picture, until it is mended', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    const line = page.getByRole('combobox', { name: 'Message' });
    await page.locator('[data-composer=channel] input[type=file]').setInputFiles({
      name: 'magpie.png',
      mimeType: 'image/png',
      buffer: Buffer.from(await aPicture().arrayBuffer()),
    });
    await line.fill('What is this?');
    await page.keyboard.press('Enter');
    await page.getByText('I can look at the picture with /classify').waitFor();
    await expect.poll(() => line.inputValue()).toBe('What is this?');
    await page.locator('.chip').getByText('magpie.png').waitFor();

    await line.fill('/classify top:1');
    await page.keyboard.press('Enter');
    await page.getByText('magpie, 83.4%').waitFor();
    expect(await page.getByText('I can look at the picture').count()).toBe(0);
  });

  test('an example is asked by clicking it, and the SQL is copied', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByRole('button', { name: 'Which birds are there?' }).click();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate('navigator.clipboard.readText()');
    expect(copied).toBe('SELECT name, grams FROM birds ORDER BY id');
  });

  test('a call that waits can be cancelled', async () => {
    const { url, queue } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    await page.getByRole('combobox').fill('Think long');
    await page.keyboard.press('Enter');
    await page.getByText('Writing SQL').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled.').waitFor();
    expect(await page.getByText('Cancelled').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'Reply in thread' }).count()).toBe(0);
    await expect.poll(() => queue.depth().ask).toEqual({ waiting: 0, running: 0 });
  });

  test('two people see the same, and each alone what is theirs', async () => {
    const { url } = await birdPlayground();
    const [ada, bo] = [await chromium.open(`${url}/c/birds`), await chromium.open(`${url}/c/birds`)];
    await ada.getByRole('combobox').fill('How many birds?');
    await ada.keyboard.press('Enter');
    await bo.getByText('The answer is 4').waitFor();
    await ada.getByRole('combobox').fill('/ask Which birds are there? private:yes');
    await ada.keyboard.press('Enter');
    await ada.getByText('4 rows: all birds').waitFor();
    await bo.getByRole('combobox').fill('How many birds?');
    await bo.keyboard.press('Enter');
    await expect.poll(() => bo.getByText('The answer is 4').count()).toBe(2);
    expect(await bo.getByText('4 rows: all birds').count()).toBe(0);
  });

  test('what could not be read while the network was gone is there when it is back', async () => {
    const { url, browser, ask } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    await page.getByRole('combobox').fill('How many birds?');
    await page.keyboard.press('Enter');
    await page.getByText('The answer is 4').waitFor();
    await page.context().setOffline(true);
    await ask(browser(), 'Which birds are there?');
    await page.context().setOffline(false);
    await page.getByText('4 rows: all birds').waitFor();
  });

  test('a line whose acknowledgement is lost is one call, shown once', async () => {
    const { url, store } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    const cutOff = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await page.route('**/c/birds/calls*', cutOff, { times: 1 });
    await page.getByRole('combobox').fill('How many birds?');
    await page.keyboard.press('Enter');
    await page.getByText('The answer is 4').waitFor();
    expect(await page.locator(`${channel} .row`).count()).toBe(1);
    const view = { viewerId: '', commands: ['ask'], limit: 9 };
    expect(await store.calls.inConversation({ workspace: 'web', channel: 'birds' }, view)).toHaveLength(1);
  });

  test('a line that could not be sent stays, and is sent with a click', async () => {
    const { url, browser, ask } = await birdPlayground();
    const bo = browser();
    await ask(bo, 'Which birds are there?');
    const page = await chromium.open(`${url}/c/birds`);
    await page.route('**/c/birds/calls*', (route) => route.abort(), { times: 1 });
    await page.getByRole('combobox').fill('How many birds?');
    await page.keyboard.press('Enter');
    await page.getByText('This was not sent').waitFor();
    // Everything is read again, and what is gone goes.
    await ask(bo, '/forget mine');
    await page.getByText('4 rows: all birds').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The answer is 4').waitFor();
    expect(await page.locator(`${channel} .row`).count()).toBe(1);
  });

  test('a phone has no sideways scrolling, and a thread in place of the channel', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`, {
      viewport: { width: 360, height: 700 },
      hasTouch: true,
    });
    await page.getByRole('combobox').fill('Which birds are there?');
    await page.keyboard.press('Enter');
    await page.getByRole('table').waitFor();
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await overflow()).toBe(0);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'general' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Reply in thread' }).click();
    await page.locator('#thread').getByRole('combobox').waitFor();
    expect(await page.getByRole('main').isVisible()).toBe(false);
    expect(await overflow()).toBe(0);
  });
});
