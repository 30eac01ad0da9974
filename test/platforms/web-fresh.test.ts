import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openMagpie } from '../../src/open-magpie.ts';
import { openModels } from '../../src/open-models.ts';
import { openWatch } from '../../src/open-watch.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';
import { keptLog } from '../support/kept-log.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** What `npm start` runs, with an empty data folder; gives its address. */
async function freshMagpie(more: Readonly<Record<string, string>> = {}): Promise<string> {
  const cwd = await tempFolder();
  // No hub can be reached: the embedded model is what there is.
  const hub = { HF_ENDPOINT: 'http://127.0.0.1:9' };
  const env = { PORT: '0', MAGPIE_DATA_DIR: 'data', MAGPIE_WRITER: 'grammar', ...hub, ...more };
  const configured = readConfig({ env, cwd, read: () => '' });
  if (!configured.ok) throw new Error(configured.faults.join());
  const told: string[] = [];
  const log = keptLog();
  const watch = await openWatch(configured.config);
  const magpie = await openMagpie({
    config: configured.config,
    log,
    watch,
    models: openModels({ config: configured.config, log, meter: watch.meter, now: () => new Date() }),
    tell: (text) => void told.push(text),
  });
  onTestFinished(() => magpie.close(1000));
  await magpie.start();
  const url = /http:\/\/\S+/.exec(told.join(''))?.[0];
  if (url === undefined) throw new Error('it did not tell its address');
  return url;
}

describe.skipIf(!hasChromium)('a fresh machine', () => {
  const chromium = withChromium();

  test('does both jobs with its own model, database and writer', async () => {
    const page = await chromium.open(await freshMagpie());
    const [channel, thread] = [page.locator('[data-rows=channel]'), page.locator('[data-rows=thread]')];

    await page.getByRole('button', { name: 'How many airports are there in Texas?' }).click();
    await channel.getByText('209').first().waitFor();
    await channel.getByText('SELECT').first().waitFor();
    await channel.getByRole('link', { name: 'Reply in thread' }).click();
    await page.locator('#thread').getByRole('combobox').fill('what about California?');
    await page.keyboard.press('Enter');
    await thread.getByText('205').first().waitFor();
    await page.getByRole('link', { name: 'Close' }).click();

    await page.getByRole('combobox').fill('What are the top 50 movies by worldwide gross?');
    await page.keyboard.press('Enter');
    await page.getByText('Page 1 of 5').waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('Page 2 of 5').waitFor();

    const drawing = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const picture = page.getByLabel('Add a picture').first();
    await picture.setInputFiles({ name: 'white.png', mimeType: 'image/png', buffer: drawing });
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: /What is in the picture/ }).waitFor();

    await picture.setInputFiles({ name: 'cut.png', mimeType: 'image/png', buffer: drawing.subarray(0, 60) });
    await page.keyboard.press('Enter');
    await page.getByText('The picture is damaged or cut off.').waitFor();

    await page.getByRole('combobox').fill('오늘 날씨 어때?');
    await page.keyboard.press('Enter');
    await expect.poll(() => channel.locator('.row').count()).toBe(5);
    await channel.locator('.row').last().locator('.reply').waitFor();
  }, 180_000);

  test('with a database of its own it offers to show what is in there', async () => {
    const file = join(await tempFolder(), 'nests.sqlite');
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE nests (place TEXT)');
    db.close();
    const page = await chromium.open(await freshMagpie({ DATABASE_URL: `sqlite:${file}` }));
    await page.getByRole('button', { name: '/schema Show which tables can be asked' }).click();
    await page.getByRole('cell', { name: 'nests' }).waitFor();
  });
});
