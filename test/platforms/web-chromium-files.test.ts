import { describe, expect, test } from 'vitest';
import { birdPlayground } from '../support/bird-playground.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';
import { teaCsv, teaWriter } from '../support/tea.ts';

describe.skipIf(!hasChromium)('files to ask in a browser', () => {
  const chromium = withChromium();
  const file = { name: teaCsv.name, mimeType: 'text/csv', buffer: Buffer.from(teaCsv.bytes) };

  test('a file is chosen, asked, and the SQL of the answer changed, all from the keyboard', async () => {
    const { url } = await birdPlayground({ writer: teaWriter });
    const page = await chromium.open(`${url}/c/birds`);
    await page.locator('[data-composer=channel] input[type=file]').setInputFiles(file);
    await page.locator('.chip').getByText('tea.csv').waitFor();
    await page.keyboard.type('Which towns?');
    await page.keyboard.press('Enter');
    await page.getByText('3 rows: all towns').waitFor();
    expect(await page.locator('.request + p a.chip').getAttribute('download')).toBe('tea.csv');

    await page.getByRole('button', { name: 'Edit SQL' }).focus();
    await page.keyboard.press('Enter');
    const sql = page.getByLabel('The SQL to run');
    expect(await sql.inputValue()).toBe('SELECT town, cups FROM tea ORDER BY town');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('SELECT max(cups) AS most FROM tea');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The answer is 5').waitFor();
  });
});
