import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Classifier } from '../../src/core/classifier.ts';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { hasChromium, withChromium } from '../support/chromium.ts';

describe.skipIf(!hasChromium)('pictures in a browser', () => {
  const chromium = withChromium();
  let dataDir: string;
  let classifier: Classifier;
  let picture: Buffer;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'magpie-test-'));
    const limits = { maxBytes: 5_000_000, maxPixels: 10_000_000, maxMemory: 768 * 1024 * 1024 };
    classifier = await openClassifier({ model: 'embedded', dataDir, children: 1, ...limits });
    picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#2a6f97' } })
      .jpeg()
      .toBuffer();
  });
  afterAll(async () => {
    await classifier.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const openPage = async () => {
    const shared = { ...classifier, close: async () => {} };
    const { url } = await birdPlayground({ classifier: shared });
    return chromium.open(`${url}/c/birds`);
  };
  const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });

  /** Lets something happen to the page with a file, as the browser would. */
  const hand = (page: Page, event: 'paste' | 'drop', bytes: Buffer) =>
    page.evaluate(
      ([event, base64]) => {
        const bytes = Uint8Array.from(atob(base64 ?? ''), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], 'handed.jpg', { type: 'image/jpeg' }));
        const target = document.querySelector('textarea');
        if (event === 'drop') {
          for (const type of ['dragenter', 'dragover', 'drop'])
            target?.dispatchEvent(
              new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
            );
        } else {
          target?.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
          );
        }
      },
      [event, bytes.toString('base64')],
    );

  test('a chosen picture is shown before it is sent, and ranked by a real model', async () => {
    const page = await openPage();
    await page
      .getByLabel('Add a picture')
      .first()
      .setInputFiles(file('sea.jpg', 'image/jpeg', picture));
    await page.locator('.chip').getByText('sea.jpg').waitFor();
    await page.keyboard.press('Enter');
    const ranking = page.getByRole('list', { name: 'What is in the picture, best first' });
    await ranking.waitFor();
    expect(await ranking.getByRole('listitem').count()).toBeGreaterThan(2);
    const shown = page.locator('.sent-picture img');
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(300);
    expect(await page.locator('.chip').count()).toBe(0);
  });

  test('a label is called wrong at once, what it is comes after, and both stay after a reload', async () => {
    const page = await openPage();
    await page
      .getByLabel('Add a picture')
      .first()
      .setInputFiles(file('sea.jpg', 'image/jpeg', picture));
    await page.keyboard.press('Enter');
    const wrong = page.getByRole('button', { name: 'Wrong' });
    await wrong.click();
    await page.getByText(/Noted: "\w+" is wrong\./).waitFor();
    await page.getByRole('textbox', { name: 'What is it?' }).fill('the sea');
    await page.keyboard.press('Enter');
    await page.getByText(/Noted: not "\w+" but "the sea"\./).waitFor();
    await page.reload();
    expect(await wrong.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Right' }).click();
    await page.getByText(/is right\. This replaces what you said before\./).waitFor();
    expect(await wrong.getAttribute('aria-pressed')).toBe('false');
  });

  test.each(['paste', 'drop'] as const)('a picture comes by %s', async (way) => {
    const page = await openPage();
    await hand(page, way, picture);
    await page.locator('.chip').getByText('handed.jpg').waitFor();
    expect(await page.locator('.drop').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Remove the file' }).click();
    expect(await page.locator('.chip').count()).toBe(0);
    await hand(page, way, picture);
    await page.getByRole('combobox').fill('/classify top:2');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.block-ranking li').count()).toBe(2);
  });

  test('what can be neither looked at nor asked is refused before it is sent, and what only claims to be a picture after', async () => {
    const page = await openPage();
    const input = page.getByLabel('Add a picture').first();
    await input.setInputFiles(file('notes.txt', 'text/plain', Buffer.from('hello')));
    await page.getByText('I can look at JPEG,').waitFor();
    await input.setInputFiles(file('big.png', 'image/png', Buffer.alloc(1_500_000)));
    await page.getByText('The file has 1.5 MB, and I take up to 1 MB.').waitFor();
    expect(await page.locator('.chip').count()).toBe(0);

    await input.setInputFiles(file('fake.png', 'image/png', Buffer.from('hello')));
    await page.keyboard.press('Enter');
    await page.getByText('That file is not a picture I can read.').waitFor();
    expect(await page.getByText('Only you can see this').count()).toBe(1);
    // Its name stands where the picture would be, also when the page is written anew.
    for (const open of [async () => {}, () => page.reload()]) {
      await open();
      await page.locator('.sent-picture').getByText('The picture: fake.png').waitFor();
      expect(await page.locator('.sent-picture img').count()).toBe(0);
    }
  });
});
