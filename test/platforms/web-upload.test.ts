import { expect, test } from 'vitest';
import { aPicture, birdPlayground } from '../support/bird-playground.ts';

const megabytes = (count: number) => new Uint8Array(count * 1_000_000);

test('a picture that is too large is refused with the limit, in a form and as a body', async () => {
  const { browser } = await birdPlayground();
  const ada = browser({ 'accept-language': 'ko' });
  const body = new FormData();
  body.set('file', new File([megabytes(3)], 'big.png'));
  body.set('key', 'a-key-of-mine');
  const response = await ada.fetch('/c/birds/calls', { method: 'POST', body });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({
    code: 'TOO_LARGE',
    title: '보내는 내용이 너무 큽니다. 1MB까지 보낼 수 있습니다.',
  });
  const raw = await ada.fetch('/api/classify', { method: 'POST', body: megabytes(3) });
  expect(raw.status).toBe(413);
});

test('a body that does not say how long it is is cut off at the limit', async () => {
  const { browser, url } = await birdPlayground();
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 400) controller.close();
      else controller.enqueue(megabytes(1).subarray(0, 100_000));
    },
  });
  const request = { method: 'POST', body: endless, duplex: 'half' as const };
  const response = await fetch(new URL('/api/classify', url), request).catch(() => undefined);
  // The server may answer or hang up; it never takes all of it.
  expect(response?.status ?? 413).toBe(413);
  expect((await browser().fetch('/healthz')).status).toBe(200);
});

test('a form without a picture has its own, smaller limit', async () => {
  const { browser } = await birdPlayground();
  const body = new URLSearchParams({ action: '0', under: 'x'.repeat(70_000), key: 'a-key-of-mine' });
  const response = await browser().fetch('/c/birds/calls/x/press', { method: 'POST', body });
  expect(response.status).toBe(413);
});

test.each([
  ['no picture at all', '/classify', undefined, /image/i],
  ['a question beside it', 'How many birds?', aPicture(), /I can look at the picture/],
])('%s gets a friendly note', async (_, text, picture, note) => {
  const { browser } = await birdPlayground();
  const { status, html } = await browser().send(text, picture ? { file: picture } : {});
  expect(status).toBe(422);
  expect(html).toMatch(note);
  expect(html).toContain('Only you can see this');
});

test.each([
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['html', '<!doctype html><script>alert(1)</script>'],
])('%s that claims to be a picture is never served as what it is', async (_, text) => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const bytes = new TextEncoder().encode(text);
  const { html } = await ask(ada, '/classify', { file: aPicture('x.png', bytes) });
  const response = await ada.fetch(/src="(\/files\/[^"]+)"/.exec(html)?.[1] ?? '');
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(response.headers.get('content-security-policy')).toContain('sandbox');
});

test('a text that is too long is refused', async () => {
  const { browser } = await birdPlayground();
  expect((await browser().send('x'.repeat(4001))).status).toBe(400);
});

test('an address that some file has is not enough to get it through another call', async () => {
  const { browser, ask } = await birdPlayground();
  const ada = browser();
  const { html } = await ask(ada, '/classify private:yes', { file: aPicture() });
  const sha256 = /\/files\/[^/]+\/([0-9a-f]{64})/.exec(html)?.[1];
  const bo = browser();
  const other = await ask(bo, 'How many birds?');
  expect((await bo.fetch(`/files/${other.id}/${sha256}`)).status).toBe(404);
});
