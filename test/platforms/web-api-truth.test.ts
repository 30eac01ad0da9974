import { expect, test } from 'vitest';
import { z } from 'zod';
import type { AnyCommand } from '../../src/core/command.ts';
import { command } from '../../src/core/command.ts';
import { aPicture, birdPlayground } from '../support/bird-playground.ts';
import { readEvents } from '../support/event-reader.ts';
import { eventually } from '../support/eventually.ts';

type Schema = Parameters<typeof z.fromJSONSchema>[0];
interface Documented {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
}
interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Documented>> }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const nothing: Body = { id: '', code: '' };

interface Body {
  readonly id: string;
  readonly code: string;
  readonly reply?: object;
}

/** The API as its own document describes it: whatever it answers must be in there. */
async function documented(parts: Parameters<typeof birdPlayground>[0] = {}) {
  const playground = await birdPlayground(parts);
  const address = (path: string) => new URL(path, playground.url);
  const document = (await (await fetch(address('/api/openapi.json'))).json()) as Document;
  const schemaOf = (name: string) => z.fromJSONSchema(document.components.schemas[name] ?? false);

  /** Sends it, and holds the answer against what the document says of this operation. */
  async function call(
    method: string,
    template: string,
    init: RequestInit & { id?: string; file?: string } = {},
  ) {
    const path = template.replace('{id}', init.id ?? '').replace('{sha256}', init.file ?? '');
    const response = await fetch(address(path), { ...init, method });
    const operation = document.paths[template.split('?')[0] ?? '']?.[method.toLowerCase()];
    const what = `${method} ${template} -> ${response.status}`;
    const answer = operation?.responses[String(response.status)] ?? operation?.responses.default;
    if (!answer) throw new Error(`${what} is not in the document`);
    for (const header of Object.keys(answer.headers ?? {}))
      expect(response.headers.has(header), what).toBe(true);
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const content = answer.content?.[type] ?? answer.content?.['*/*'];
    if (!content) throw new Error(`${what} is no ${type} in the document`);
    const name = content.schema.$ref?.split('/').at(-1);
    if (name === undefined) {
      await response.body?.cancel();
      return { status: response.status, body: nothing };
    }
    const body: unknown = await response.json();
    const checked = schemaOf(name).safeParse(body);
    expect(checked.error?.issues, `${what} is no ${name}: ${JSON.stringify(body)}`).toBeUndefined();
    // What the schema has let through is an object of the shape each test asks for.
    return { status: response.status, body: body as Body };
  }
  const json = (body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  const answered = (id: string) =>
    eventually(async () => {
      const { body } = await call('GET', '/api/calls/{id}', { id });
      return body.reply && body;
    });
  return { ...playground, call, json, answered, schemaOf };
}

/** Answers with every kind of block there is. */
const everything: AnyCommand = command({
  name: 'ask',
  on: 'slash',
  lane: 'ask',
  options: { question: { kind: 'text', required: true, maxLength: 1000 } },
  async run(_, { services }) {
    const sha256 = await services.blobs.put(new TextEncoder().encode('a,b'));
    const classification = { model: 'm', ms: 1.5, labels: [{ index: 0, label: 'wren', score: 0.5 }] };
    return {
      reply: {
        title: 'Everything',
        summary: 'All of it.',
        tone: 'plain',
        blocks: [
          { kind: 'text', text: 'text' },
          { kind: 'code', language: 'sql', text: 'SELECT 1' },
          { kind: 'ranking', classification, picture: { sha256, name: 'wren.png' } },
          {
            kind: 'table',
            columns: [
              { name: 'a', kind: 'integer' },
              { name: 'b', kind: 'other' },
            ],
            rows: [
              [1, null],
              ['12345678901234567890', true],
            ],
            page: 1,
            pages: 1,
            totalRows: 2,
          },
          { kind: 'file', name: 'all.csv', mediaType: 'text/csv', sha256, size: 3 },
        ],
        actions: [],
        footnote: 'foot',
        visibility: 'channel',
      },
    };
  },
});

test('questions, pictures, files and cancelling are answered as the document says', async () => {
  const { call, json, answered } = await documented();
  const asked = await call('POST', '/api/ask', json({ question: 'Which birds are there?' }));
  expect(asked.status).toBe(202);
  await answered(asked.body.id);
  const body = await aPicture().arrayBuffer();
  const headers = { 'content-type': 'image/png' };
  const looked = await call('POST', '/api/classify?top=2', { body, headers });
  const { reply } = await answered(looked.body.id);
  const file = /files\/(\w{64})/.exec(JSON.stringify(reply))?.[1] ?? '';
  const there = { id: looked.body.id, file };
  expect((await call('GET', '/api/calls/{id}/files/{sha256}', there)).status).toBe(200);
  expect((await call('GET', '/api/calls/{id}/events', { id: asked.body.id })).status).toBe(200);
  const long = await call('POST', '/api/ask', json({ question: 'Think long' }));
  expect((await call('DELETE', '/api/calls/{id}', { id: long.body.id })).status).toBe(202);
  expect(await answered(long.body.id)).toMatchObject({ state: 'cancelled' });
});

test('every block of a reply is in the document', async () => {
  const { call, json, answered } = await documented({ commands: [everything] });
  const { body } = await call('POST', '/api/ask', json({ question: 'All?' }));
  expect(await answered(body.id)).toMatchObject({ reply: { blocks: { length: 5 } } });
});

test('the events of a call are in the document', async () => {
  const { call, json, browser, schemaOf } = await documented();
  const { body } = await call('POST', '/api/ask', json({ question: 'Slowly, how many?' }));
  const heard = await readEvents(browser(), `/api/calls/${body.id}/events`);
  await heard.ended;
  for (const { event, data } of heard.events) {
    const name = { hello: undefined, progress: 'Progress', done: 'Call' }[event];
    if (name) expect(schemaOf(name).safeParse(data).error?.issues, event).toBeUndefined();
    else expect(event).toBe('hello');
  }
  expect(heard.events.map(({ event }) => event)).toContain('progress');
});

test('refusals are problems that the document tells of', async () => {
  const { call, json, browser, store, ask } = await documented();
  const nobody = '01a202ec-80b2-7e13-9f0a-c977ac634538';
  const codes = async (...answers: ReturnType<typeof call>[]) =>
    (await Promise.all(answers)).map(({ status, body }) => `${status} ${body.code}`);
  expect(
    await codes(
      call('POST', '/api/ask', json({})),
      call('POST', '/api/ask', { body: 'hello' }),
      call('POST', '/api/ask', json({ question: 'x'.repeat(70_000) })),
      call('POST', '/api/ask', json({ question: 'more', thread: nobody })),
      call('POST', '/api/ask', json({ question: 'How many birds?' }, { 'sec-fetch-site': 'cross-site' })),
      call('POST', '/api/classify', { body: new FormData() }),
      call('POST', '/api/classify', { body: new Uint8Array(2_000_000) }),
      call('GET', '/api/calls/{id}', { id: nobody }),
      call('GET', '/api/calls/{id}/events', { id: nobody }),
      call('GET', '/api/calls/{id}/files/{sha256}', { id: nobody, file: 'x' }),
      call('DELETE', '/api/calls/{id}', { id: nobody }),
    ),
  ).toEqual([
    '400 BAD_REQUEST',
    '415 NOT_JSON',
    '413 TOO_LARGE',
    '404 CALL_UNKNOWN',
    '403 FORBIDDEN',
    '400 BAD_REQUEST',
    '413 TOO_LARGE',
    '404 CALL_UNKNOWN',
    '404 CALL_UNKNOWN',
    '404 CALL_UNKNOWN',
    '404 CALL_UNKNOWN',
  ]);
  const ada = await ask(browser(), '/classify', { file: aPicture() });
  const sha256 = JSON.stringify(await store.calls.get(ada.id)).match(/"sha256":"(\w+)"/)?.[1] ?? '';
  await store.blobs.expire(new Date(Date.now() + 1000));
  const files = { id: ada.id, file: sha256 };
  expect(await codes(call('GET', '/api/calls/{id}/files/{sha256}', files))).toEqual(['410 BLOB_GONE']);
  expect(await codes(call('DELETE', '/api/calls/{id}', { id: ada.id }))).toEqual(['403 NOT_YOURS']);
});

test('locks and a full queue are problems that the document tells of', async () => {
  const locked = await documented({ web: { apiTokens: ['a-token'] } });
  const wrong = { headers: { authorization: 'Bearer wrong' }, id: 'x' };
  for (const expected of [401, 401, 401, 401, 401, 429]) {
    expect((await locked.call('GET', '/api/calls/{id}', wrong)).status).toBe(expected);
  }
  const full = await documented({ perPerson: 1 });
  const think = () => full.call('POST', '/api/ask', full.json({ question: 'Think long' }));
  expect([(await think()).status, (await think()).body.code]).toEqual([202, 'QUEUE_FULL']);
});
