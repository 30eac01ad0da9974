import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { realHome } from '../support/real-magpie.ts';

const draft = says({ kind: 'draft', sql: 'SELECT 1 AS one', understood: 'as told' });
const overloaded = { kind: 'fails', status: 529, type: 'overloaded_error', retryAfter: '0' } as const;

/** An API that is away, and comes back at the same address. */
async function unsteadyApi() {
  const back = await fakeMessagesApi(...Array.from({ length: 20 }, () => draft));
  let here = false;
  let refused = 0;
  const server = createServer(async (request, response) => {
    if (!here) {
      refused += 1;
      response.writeHead(503, { 'retry-after': '0' }).end();
      return;
    }
    const body = await new Response(request as unknown as ReadableStream).text();
    const headers = {
      'content-type': 'application/json',
      authorization: request.headers.authorization ?? '',
      'x-api-key': String(request.headers['x-api-key'] ?? ''),
      'anthropic-version': String(request.headers['anthropic-version'] ?? ''),
    };
    const answer = await fetch(`${back.url}${request.url}`, { method: 'POST', body, headers });
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
    comeBack: () => {
      here = true;
    },
  };
}

test('R22 the model API limits the rate, breaks off and comes back: a person waits, and is answered', async () => {
  const home = await realHome(await fakeMessagesApi(overloaded, { kind: 'breaks' }, draft));
  const magpie = await home.start();
  await magpie.ready;
  const { id } = await magpie.api.ask('How many birds are there?');
  expect((await magpie.api.answerTo(id)).state).toBe('done');
});

test('R22 the model API is away: each is told honestly, soon nobody is made to wait, one line says so, and it goes on by itself when it is back', {
  timeout: 60_000,
}, async () => {
  const model = await unsteadyApi();
  const home = await realHome({ url: model.url, requests: [] });
  const magpie = await home.start({ MAGPIE_ASK_WORKERS: '1' });
  await magpie.ready;
  const ask = async () => {
    const { id } = await magpie.api.ask('How many birds are there?');
    return magpie.api.answerTo(id);
  };
  for (let n = 0; n < 3; n += 1) expect((await ask()).state).toBe('failed');
  const before = model.refused();
  const began = performance.now();
  const told = await ask();
  expect(performance.now() - began).toBeLessThan(1000);
  expect(told.reply?.summary).toContain('language model');
  expect(model.refused()).toBe(before);
  expect((await home.said()).match(/away: people are told at once/g)).toHaveLength(1);

  model.comeBack();
  for (const until = performance.now() + 30_000; performance.now() < until; ) {
    if ((await ask()).state === 'done') break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  expect((await ask()).state).toBe('done');
  expect((await home.said()).match(/back: everybody is served again/g)).toHaveLength(1);
});
