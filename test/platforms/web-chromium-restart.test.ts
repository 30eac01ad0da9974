import { describe, expect, test } from 'vitest';
import { birdPlayground } from '../support/bird-playground.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';

describe.skipIf(!hasChromium)('a restart, in a browser', () => {
  const chromium = withChromium();

  test('who waits gets the answer by itself when the bot is back, in every tab', async () => {
    const first = await birdPlayground();
    const page = await chromium.open(`${first.url}/c/birds`);
    const other = await page.context().newPage();
    await other.goto(`${first.url}/c/birds`);
    await page.getByRole('combobox').fill('Slowly, how many?');
    await page.keyboard.press('Enter');
    await page.getByText('Writing SQL').waitFor();
    await first.close();
    await page.getByText('The connection is lost').waitFor();
    await birdPlayground({ store: first.store, web: { port: Number(new URL(first.url).port) } });
    for (const tab of [page, other]) {
      await tab.bringToFront();
      await tab.getByText('The answer is 4').waitFor();
      await expect.poll(() => tab.getByText('The connection is lost').count()).toBe(0);
      expect(await tab.locator('.row').count()).toBe(1);
    }
  });
});
