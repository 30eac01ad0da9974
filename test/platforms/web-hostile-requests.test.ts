import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../src/platforms/web/server.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { rawHead, rawRequest } from '../support/raw-request.ts';

const host = 'Host: 127.0.0.1';
const ask = 'POST /api/ask HTTP/1.1';

test('what two servers could read in two ways is refused', async () => {
  const { url } = await birdPlayground();
  for (const lines of [
    [ask, host, 'Content-Length: 5', 'Transfer-Encoding: chunked'],
    [ask, host, 'Content-Length: 5', 'Content-Length: 6'],
    [ask, host, 'Content-Length: -5'],
    [ask, host, 'Content-Length: 5abc'],
    [ask, host, 'Transfer-Encoding: xchunked'],
    ['GET /c/birds HTTP/1.1', host, 'Host: evil.example'],
    ['GET /c/birds HTTP/1.1', host, `X: ${'x'.repeat(40_000)}`],
    ['GET /c/birds HTTP/1.1'],
  ]) {
    const answer = await rawRequest(url, rawHead(lines, '0\r\n\r\n'));
    expect(answer, lines.join()).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
});

test('an address in the request line is not ours to show', async () => {
  const { url } = await birdPlayground();
  const lines = ['GET http://evil.example/api HTTP/1.1', host, 'Accept: text/html'];
  expect(await rawRequest(url, rawHead(lines))).not.toContain('evil');
});

test('who does not send its request to the end loses the connection', async () => {
  const echo = new Hono().post('/', async (c) => c.text(await c.req.text()));
  const server = await startServer(echo, { host: '127.0.0.1', port: 0, maxHeadMs: 60, maxRequestMs: 120 });
  onTestFinished(() => server.close());
  expect(await rawRequest(server.url, `GET / HTTP/1.1\r\n${host}\r\nX-Slow: `)).toMatch(/^HTTP\/1\.1 408 /);
  const body = rawHead(['POST / HTTP/1.1', host, 'Content-Length: 10'], 'abc');
  expect(await rawRequest(server.url, body)).not.toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  '/c/%E0%A4%A',
  '/c/a%00b',
  '/assets/x/..%2f..%2fapp.ts',
  '/assets/x/%2e%2e%2fapp.ts',
  '/files/%00/x',
  '/files/..%2f..%2fstore.sqlite/x',
  '/c/birds/calls/%ff',
  '/api/calls/..%2f..',
])('there is nothing at %s', async (path) => {
  const { url } = await birdPlayground();
  expect(await rawRequest(url, rawHead([`GET ${path} HTTP/1.1`, host]))).toMatch(/^HTTP\/1\.1 404 /);
});

test('a form of very many parts is refused before it is taken apart', async () => {
  const { url } = await birdPlayground({ web: { maxUploadBytes: 20_000_000 } });
  const part = '--x\r\nContent-Disposition: form-data; name="top"\r\n\r\n3\r\n';
  const body = `${part.repeat(200_000)}--x--\r\n`;
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const response = await fetch(new URL('/api/classify', url), { method: 'POST', body, headers });
  expect(response.status).toBe(400);
  expect((await response.json()) as object).toMatchObject({ detail: expect.stringContaining('expected') });
});

test.each([
  ['deep lists', '['.repeat(30_000)],
  ['deep objects', `{"question":${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}}`],
  ['a prototype', '{"question":"How many birds?","__proto__":{"roles":["admin"]}}'],
])('%s in JSON are not understood', async (_, body) => {
  const { url } = await birdPlayground();
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(new URL('/api/ask', url), { method: 'POST', body, headers });
  expect(response.status).toBe(400);
});

test('half characters and zero bytes are asked and answered like any text', async () => {
  const { url, browser } = await birdPlayground();
  const headers = { 'content-type': 'application/json' };
  const body = '{"question":"half \\ud800 and \\u0000 zero","channel":"birds"}';
  const response = await fetch(new URL('/api/ask', url), { method: 'POST', body, headers });
  const { id } = (await response.json()) as { id: string };
  await expect.poll(async () => (await fetch(new URL(`/api/calls/${id}`, url))).text()).toContain('"reply"');
  expect((await browser().fetch('/c/birds')).status).toBe(200);
});

test('fields named like parts of objects are fields', async () => {
  const { browser } = await birdPlayground();
  const body = new FormData();
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) body.set(name, 'x');
  body.set('text', 'How many birds?');
  body.set('key', 'a-key-of-mine');
  expect((await browser().fetch('/c/birds/calls', { method: 'POST', body })).status).toBe(201);
  expect(Object.prototype).not.toHaveProperty('x');
});
