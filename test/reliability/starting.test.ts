import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { realHome } from '../support/real-magpie.ts';

const answer = says({ kind: 'draft', sql: 'SELECT 1 AS one', understood: 'one' });

test('R17 a store that is damaged: it says so, ends, and leaves the file as it is', async () => {
  const home = await realHome(await fakeMessagesApi());
  const noise = 'no store at all '.repeat(1000);
  await mkdir(dirname(home.store), { recursive: true });
  await writeFile(home.store, noise);
  const magpie = await home.start();
  expect(await magpie.exited).toEqual({ code: 1, signal: null });
  expect(await home.said()).toContain('STORE_DAMAGED');
  expect(await readFile(home.store, 'utf8')).toBe(noise);
});

test('R18 a second process on the same store: it says so and ends, and the first goes on', async () => {
  const home = await realHome(await fakeMessagesApi(answer));
  const first = await home.start();
  await first.ready;
  const second = await home.start();
  expect(await second.exited).toEqual({ code: 1, signal: null });
  expect(await home.said()).toContain('STORE_LOCKED');
  expect((await first.api.answerTo((await first.api.ask('still there?')).id)).state).toBe('done');
});
