import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';

const executablePath = process.env.MAGPIE_CHROMIUM ?? '/usr/bin/chromium';

/** Tests in a browser are skipped, visibly, where there is none. */
export const hasChromium = existsSync(executablePath);

export interface Chromium {
  /** A window of a new person; whatever its page complains about fails the test. */
  open(url: string, options?: BrowserContextOptions): Promise<Page>;
}

/** One browser for the tests of a file. */
export function withChromium(): Chromium {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(() => browser?.close());
  return {
    async open(url, options = {}) {
      if (!browser) throw new Error('the browser did not start');
      const context = await browser.newContext({ locale: 'en-US', ...options });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // Requests that are refused or cut off are told by the page itself.
        const refused =
          /status of 4\d\d|net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING)/.test(
            message.text(),
          );
        if (message.type() === 'error' && !refused) complaints.push(message.text());
      });
      onTestFinished(async () => {
        await context.close();
        expect(complaints).toEqual([]);
      });
      await page.goto(url);
      return page;
    },
  };
}
