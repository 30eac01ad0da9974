import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClaudeWriter } from '../../src/writers/claude/claude-writer.ts';
import { aTask } from '../support/a-task.ts';
import { keptLog } from '../support/kept-log.ts';

// A double of the API that others wrote, so that a misreading of ours in our own cannot pass unnoticed.
let mock: LLMock;
beforeEach(async () => {
  mock = new LLMock({ port: 0, logLevel: 'silent' });
  await mock.start();
});
afterEach(() => mock.stop());

const draft = { kind: 'draft', sql: 'SELECT count(*) FROM birds', understood: 'number of birds' };
const write = (task: Partial<ReturnType<typeof aTask>> = {}) =>
  createClaudeWriter({ apiKey: 'mock', baseUrl: mock.url, model: 'claude-sonnet-5-5', log: keptLog() }).write(
    aTask(task),
    new AbortController().signal,
    () => {},
  );

test('a streamed draft is read', async () => {
  mock.onMessage('How many birds', { content: JSON.stringify({ answer: draft }) });
  expect(await write()).toMatchObject(draft);
  expect(mock.getRequests().map(({ path }) => path)).toEqual(['/v1/messages']);
});

test('a repair reaches the model as the latest turn', async () => {
  mock.onMessage('no such column', { content: JSON.stringify({ answer: { ...draft, sql: 'SELECT 1' } }) });
  const failures = [{ sql: 'SELECT wings FROM birds', why: 'no such column: wings' }];
  expect(await write({ failures })).toMatchObject({ sql: 'SELECT 1' });
});

test('an answer in prose is sent back, and the next one taken', async () => {
  mock.onMessage('That is not one of the three forms', { content: JSON.stringify({ answer: draft }) });
  mock.onMessage('How many birds', { content: 'There are many.' });
  expect(await write()).toMatchObject(draft);
});

test.each([429, 529, 500])('after a single %i it is tried again', async (status) => {
  mock.onMessage('How many birds', { content: JSON.stringify({ answer: draft }) });
  mock.nextRequestError(status, { message: 'not now', type: 'overloaded_error' });
  expect(await write()).toMatchObject(draft);
});

test('a key that is not taken is no reason to try again', async () => {
  mock.nextRequestError(401, { message: 'invalid x-api-key', type: 'authentication_error' });
  await expect(write()).rejects.toMatchObject({ code: 'WRITER_UNAVAILABLE' });
  expect(mock.getRequests()).toHaveLength(1);
});

test('a connection that is always cut ends honestly', async () => {
  mock.onMessage(
    'How many birds',
    { content: JSON.stringify({ answer: draft }) },
    { chaos: { disconnectRate: 1 } },
  );
  await expect(write()).rejects.toMatchObject({ code: 'WRITER_UNAVAILABLE' });
});
