import { expect, test } from 'vitest';
import type { CallAccepted, CallView } from '../../schema/api.ts';
import { callAccepted, callView, problem } from '../../schema/api.ts';
import { aPicture, birdPlayground } from '../support/bird-playground.ts';
import { readEvents } from '../support/event-reader.ts';
import { eventually } from '../support/eventually.ts';
import { teaCsv, teaWriter } from '../support/tea.ts';

/** A program: it has no cookie, and sends no Origin. */
function program(url: string, headers: Readonly<Record<string, string>> = {}) {
  const call = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, url), { ...init, headers: { ...headers, ...init.headers } });
  const post = (path: string, body: unknown, more: Readonly<Record<string, string>> = {}) =>
    call(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...more },
    });
  const accepted = async (response: Response): Promise<CallAccepted> => {
    expect(response.status).toBe(202);
    return callAccepted.parse(await response.json());
  };
  const answered = (id: string): Promise<CallView> =>
    eventually(async () => {
      const view = callView.parse(await (await call(`/api/calls/${id}`)).json());
      return view.reply && view;
    });
  const refusal = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    return problem.parse(await response.json());
  };
  return { call, post, accepted, answered, refusal };
}

test('a question is accepted with an id and answered later', async () => {
  const { url } = await birdPlayground();
  const api = program(url);
  const response = await api.post('/api/ask', { question: 'Which birds are there?' });
  const { id, links } = await api.accepted(response);
  expect(response.headers.get('location')).toBe(links.self);
  expect(await api.answered(id)).toMatchObject({
    id,
    command: 'ask',
    state: 'done',
    reply: {
      summary: '4 rows: all birds',
      blocks: [
        {
          kind: 'table',
          rows: [
            ['magpie', 210.5],
            ['까치', 200],
          ],
          page: 1,
          pages: 2,
          totalRows: 4,
        },
        { kind: 'code', text: 'SELECT name, grams FROM birds ORDER BY id' },
      ],
    },
  });
});

test('a follow-up goes on in the thread of an earlier call, and of its follow-ups', async () => {
  const { url, store } = await birdPlayground();
  const api = program(url);
  const ask = async (question: string, thread?: string) => {
    const { id } = await api.accepted(
      await api.post('/api/ask', { question, thread, channel: thread && undefined }),
    );
    await api.answered(id);
    return id;
  };
  const first = await ask('Which birds are there?');
  const second = await ask('and the light ones?', first);
  const third = await ask('How many birds?', second);
  for (const id of [second, third]) {
    expect((await store.calls.get(id))?.call.conversation).toMatchObject({ channel: 'api', thread: first });
  }
});

test('a follow-up of a private answer is as private', async () => {
  const { url } = await birdPlayground({ web: { apiTokens: ['ada-s-token', 'bo-s-token'] } });
  const [ada, bo] = ['ada', 'bo'].map((name) => program(url, { authorization: `Bearer ${name}-s-token` }));
  if (!ada || !bo) throw new Error('two programs were made');
  const ask = async (body: object) => {
    const { id } = await ada.accepted(await ada.post('/api/ask', body));
    await ada.answered(id);
    return id;
  };
  const thread = await ask({ question: 'How many birds?', private: true });
  const followUp = await ask({ question: 'and the light ones?', thread });
  expect((await bo.call(`/api/calls/${followUp}`)).status).toBe(404);
});

test('events tell the progress, then the answer, then end', async () => {
  const { url, browser } = await birdPlayground();
  const api = program(url);
  const { links } = await api.accepted(await api.post('/api/ask', { question: 'Which birds are there?' }));
  const heard = await readEvents(browser(), links.events);
  await heard.ended;
  const done = heard.events.at(-1);
  expect(done?.event).toBe('done');
  expect(callView.parse(done?.data).reply?.summary).toBe('4 rows: all birds');
  // Who comes late gets the answer at once.
  const late = await readEvents(browser(), links.events);
  await late.ended;
  expect(late.events.map(({ event }) => event)).toEqual(['hello', 'done']);
});

test('a picture is taken from a form, and from the body itself', async () => {
  const { url } = await birdPlayground();
  const api = program(url);
  const form = new FormData();
  form.set('image', aPicture());
  form.set('top', '2');
  const inForm = await api.accepted(await api.call('/api/classify', { method: 'POST', body: form }));
  const raw = await api.call('/api/classify?top=1', {
    method: 'POST',
    body: await aPicture().arrayBuffer(),
    headers: { 'content-type': 'image/png' },
  });
  const asBody = await api.accepted(raw);
  const ranking = async (id: string) => {
    const block = (await api.answered(id)).reply?.blocks[0];
    if (block?.kind !== 'ranking') throw new Error('no ranking');
    return block;
  };
  const { labels, picture } = await ranking(inForm.id);
  expect(labels.map(({ label }) => label)).toEqual(['magpie', 'carrion crow']);
  expect((await api.call(picture.url)).headers.get('content-type')).toBe('image/png');
  expect((await ranking(asBody.id)).labels).toHaveLength(1);
});

test.each([
  ['/api/ask', {}, 'question'],
  ['/api/ask', { question: '   ' }, 'question'],
  ['/api/ask', { question: 'How many birds?', chanel: 'x' }, 'chanel'],
  ['/api/ask', { question: 'How many birds?', channel: 'No Channel' }, 'channel'],
  ['/api/ask', { question: 'How many birds?', thread: 'x' }, 'thread'],
  ['/api/ask', [], 'body'],
])('%s with %j is not understood, and it says where', async (path, body, where) => {
  const { url } = await birdPlayground();
  const api = program(url);
  const response = await api.post(path, body);
  expect(response.status).toBe(400);
  expect(await api.refusal(response)).toMatchObject({
    code: 'BAD_REQUEST',
    detail: expect.stringContaining(where),
  });
});

test('what is no JSON and no form is not understood', async () => {
  const { url } = await birdPlayground();
  const api = program(url);
  const json = { 'content-type': 'application/json; charset=utf-8' };
  expect((await api.call('/api/ask', { method: 'POST', body: '{', headers: json })).status).toBe(400);
  const untyped = await api.call('/api/ask', { method: 'POST', body: '{"question":"How many birds?"}' });
  expect(await api.refusal(untyped)).toMatchObject({ status: 415, code: 'NOT_JSON' });
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  expect((await api.call('/api/classify', { method: 'POST', body: 'nonsense', headers })).status).toBe(400);
});

test('an option that the command refuses is a problem with its code', async () => {
  const { url } = await birdPlayground();
  const api = program(url);
  const { id } = await api.accepted(
    await api.post('/api/ask', { question: 'How many birds?', source: 'nowhere' }),
  );
  expect(await api.answered(id)).toMatchObject({ state: 'failed', reply: { visibility: 'caller' } });
});

test('the same key is the same call', async () => {
  const { url } = await birdPlayground();
  const api = program(url);
  const once = () => api.post('/api/ask', { question: 'How many birds?' }, { 'idempotency-key': 'order-66' });
  const [first, second] = [await api.accepted(await once()), await api.accepted(await once())];
  expect(second.id).toBe(first.id);
  const wrong = await api.post('/api/ask', { question: 'How many birds?' }, { 'idempotency-key': 'a b' });
  expect(wrong.status).toBe(400);
});

test('a full queue says when to try again', async () => {
  const { url } = await birdPlayground({ perPerson: 1 });
  const api = program(url);
  const think = () => api.post('/api/ask', { question: 'Think long' });
  await eventually(async () => (await think()).status === 429);
  const refused = await think();
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await api.refusal(refused)).toMatchObject({ status: 429, code: 'QUEUE_FULL' });
});

test('a call is stopped by who made it, and by nobody else', async () => {
  const { url, browser, store } = await birdPlayground();
  const api = program(url);
  const { id } = await api.accepted(await api.post('/api/ask', { question: 'Think long' }));
  const other = await browser().send('Think long', { channel: 'api' });
  expect((await api.call(`/api/calls/${other.id}`, { method: 'DELETE' })).status).toBe(403);
  expect((await api.call(`/api/calls/${id}`, { method: 'DELETE' })).status).toBe(202);
  await eventually(async () => (await store.calls.get(id))?.state === 'cancelled');
  expect((await api.call('/api/calls/nothing', { method: 'DELETE' })).status).toBe(404);
});

test.each([
  ['tokens', { apiTokens: ['right-token'] }],
  ['a login', { login: { user: 'ada', password: 'x' } }],
  ['an address beyond this machine', { host: '0.0.0.0' }],
])('with %s, nobody comes in without a token', async (_, web) => {
  const { url } = await birdPlayground({ web });
  for (const api of [
    program(url),
    program(url, { authorization: 'Bearer wrong' }),
    program(url, { authorization: 'Bearer ' }),
  ]) {
    const response = await api.post('/api/ask', { question: 'How many birds?' });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await api.refusal(response)).toMatchObject({ code: 'UNAUTHORIZED' });
  }
});

test('who has a token is its owner and no other', async () => {
  const { url, store } = await birdPlayground({ web: { apiTokens: ['first-token', 'second-token'] } });
  const [one, two] = ['first', 'second'].map((name) =>
    program(url, { authorization: `Bearer ${name}-token` }),
  );
  if (!one || !two) throw new Error('two programs');
  const { id } = await one.accepted(
    await one.post('/api/ask', { question: 'How many birds?', private: true }),
  );
  expect((await one.answered(id)).state).toBe('done');
  expect((await two.call(`/api/calls/${id}`)).status).toBe(404);
  expect(JSON.stringify(await store.calls.get(id))).not.toContain('first-token');
});

test('an answer asked for by a program is read by people in its channel', async () => {
  const { url, browser } = await birdPlayground();
  const api = program(url);
  const { id, links } = await api.accepted(
    await api.post('/api/ask', { question: 'How many birds?', channel: 'birds' }),
  );
  await api.answered(id);
  expect(await browser().get('/c/birds')).toContain('The answer is <b>4</b>');
  expect((await browser().fetch(links.page)).status).toBe(200);
});

test('problems are told in the language of who asks', async () => {
  const { url } = await birdPlayground();
  const api = program(url, { 'accept-language': 'ko' });
  expect((await api.refusal(await api.call('/api/nowhere'))).title).toBe('여기에는 아무것도 없습니다.');
});

test('health is for everybody, and 503 when something is wrong', async () => {
  const { url } = await birdPlayground({ web: { login: { user: 'ada', password: 'x' } } });
  expect(await (await fetch(new URL('/healthz', url))).json()).toMatchObject({
    ok: true,
    ask: { waiting: 0 },
  });
  const sick = await birdPlayground({
    web: { health: async () => ({ ok: false, parts: { store: 'full' } }) },
  });
  expect((await fetch(new URL('/healthz', sick.url))).status).toBe(503);
});

test('a file comes as a form with the question, and its thread keeps it', async () => {
  const { url } = await birdPlayground({ writer: teaWriter });
  const read = async (response: Response) => {
    const { id } = (await response.json()) as { id: string };
    return eventually(async () => {
      const call = (await (await fetch(`${url}/api/calls/${id}`)).json()) as CallView;
      return call.reply && call;
    });
  };
  const form = new FormData();
  form.set('question', 'How many cups?');
  form.set('file', new File([teaCsv.bytes], teaCsv.name));
  const first = await read(await fetch(`${url}/api/ask`, { method: 'POST', body: form }));
  expect(first.reply?.summary).toBe('The answer is 12 (all cups).');
  const next = await fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: 'Which towns?', thread: first.id }),
  });
  expect((await read(next)).reply?.summary).toBe('3 rows: all towns');
});
