import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { birdPlayground } from '../support/bird-playground.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';

describe.skipIf(!hasChromium)('with the keyboard alone', () => {
  const chromium = withChromium();
  const focused = (page: Page) => page.evaluate('document.activeElement.textContent.trim()');

  /** Goes forward until the focus is on what says this. */
  async function tabTo(page: Page, text: string): Promise<void> {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await focused(page)) === text) return;
    }
    throw new Error(`nothing that says "${text}" can be reached`);
  }

  test('a command is found in the palette, with its options and their values', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    await page.keyboard.type('/');
    const palette = page.getByRole('listbox', { name: 'Commands' });
    expect(await palette.getByRole('option').count()).toBeGreaterThan(4);
    await page.keyboard.press('ArrowDown');
    const second = palette.getByRole('option').nth(1);
    expect(await second.getAttribute('aria-selected')).toBe('true');
    expect(await page.getByRole('combobox').getAttribute('aria-activedescendant')).toBe(
      await second.getAttribute('id'),
    );
    await page.keyboard.type('as');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('combobox').inputValue()).toBe('/ask ');
    await page.getByText('Options of /ask').waitFor();
    await page.keyboard.type('How many birds? source:b');
    await palette.getByRole('option', { name: 'Bird book' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.getByRole('combobox').inputValue()).toBe('/ask How many birds? source:birds ');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('The answer is 4').waitFor();
  });

  test('Escape closes the palette, Shift+Enter makes a line', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    await page.keyboard.type('/');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await page.keyboard.press('Backspace');
    await page.keyboard.type('one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    expect(await page.getByRole('combobox').inputValue()).toBe('one\ntwo');
    expect(await page.locator('.row').count()).toBe(0);
  });

  test('an answer, its buttons, its thread and the way back are reached', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`);
    await page.keyboard.type('Which birds are there?');
    await page.keyboard.press('Enter');
    await page.getByRole('table').waitFor();
    await page.reload();
    await page.locator('body').focus();
    await tabTo(page, 'Next page');
    await page.keyboard.press('Enter');
    await page.getByText('Page 2 of 2').waitFor();
    expect(await focused(page)).toBe('Previous page');
    await tabTo(page, 'Reply in thread');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('thread-composer');
    await page.keyboard.type('and the light ones?');
    await page.keyboard.press('Enter');
    await page.getByText('birds under 100 g').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('#thread').isVisible()).toBe(false);
    expect(await focused(page)).toBe('1 reply');
  });

  test('signing in and out', async () => {
    const { url } = await birdPlayground({ web: { login: { user: 'ada', password: 'correct horse' } } });
    const page = await chromium.open(`${url}/c/birds`);
    await page.locator('#user:focus').waitFor();
    await page.keyboard.type('ada');
    await page.keyboard.press('Tab');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('That name or password is not right.').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('ada');
    await page.locator('#password:focus').waitFor();
    await page.keyboard.type('correct horse');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/c/birds');
    await page.getByRole('combobox').fill('How many birds?');
    await page.keyboard.press('Enter');
    await page.getByText('The answer is 4').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/login');
  });

  test('light and dark are switched, and remembered', async () => {
    const { url } = await birdPlayground();
    const page = await chromium.open(`${url}/c/birds`, { colorScheme: 'dark' });
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await ground();
    await page.getByRole('button', { name: 'Switch between light and dark' }).press('Enter');
    expect(await ground()).not.toBe(dark);
    const light = await ground();
    await page.reload();
    expect(await ground()).toBe(light);
  });
});
