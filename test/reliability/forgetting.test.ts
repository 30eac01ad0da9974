import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { aPicture } from '../support/bird-playground.ts';
import { birdSource } from '../support/bird-source.ts';
import { eventually } from '../support/eventually.ts';
import { knowing, openPlayground } from '../support/playground.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { type Visitor, visitor } from '../support/visitor.ts';

const canary = 'CANARY';
const secret = {
  sql: `SELECT '${canary} result' AS found FROM birds`,
  understood: `${canary} as understood`,
};
const writer = knowing({
  [`Where is the ${canary}?`]: secret,
  'How many birds?': { sql: 'SELECT count(*) AS birds FROM birds', understood: 'all birds' },
});

async function aPlayground() {
  const dir = await tempFolder();
  const store = await openStore({ dir });
  onTestFinished(() => store.close());
  const { data } = await birdSource();
  const { url, close } = await openPlayground({ store, data, writer, pageRows: 2 });
  onTestFinished(close);
  /** Sends it and waits for the end of it; gives its id. */
  const over = async (sent: Promise<{ readonly id: string }>) => {
    const { id } = await sent;
    await eventually(async () => (await store.calls.get(id))?.state === 'done');
    return id;
  };
  const labels = async (id: string) =>
    (await store.calls.get(id))?.reply?.actions.map(({ command }) => command) ?? [];
  const pressAll = async (by: Visitor, id: string, input: string) => {
    for (const [action, command] of (await labels(id)).entries()) {
      await over(by.press(id, action, { input: command === 'edit-sql' ? secret.sql : input }));
    }
  };
  const files = async () => {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  };
  const traces = async () => {
    const contents = await Promise.all((await files()).map((file) => readFile(file, 'latin1')));
    return contents.filter((content) => content.includes(canary)).length;
  };
  return { url, over, pressAll, traces };
}

test('after /forget no byte of what was asked, answered, shown to others or uploaded is left', async () => {
  const { url, over, pressAll, traces } = await aPlayground();
  const [ada, bo] = [visitor(url), visitor(url)];
  const png = Buffer.concat([await aPicture().bytes(), Buffer.from(canary)]);
  const asked = await over(ada.send(`Where is the ${canary}?`));
  await over(ada.send(`Where is the ${canary}?`, { thread: asked }));
  await over(ada.send(`/ask Where is the ${canary}? private: yes`));
  await over(ada.send('/classify', { file: aPicture(`${canary}.png`, new Uint8Array(png)) }));
  await pressAll(bo, asked, 'thanks');
  await pressAll(ada, asked, canary);
  await over(bo.send('/history'));
  const theirs = await over(bo.send('How many birds?'));
  expect(await traces()).toBeGreaterThan(2);

  const forget = await ada.send('/forget', { key: randomUUID() });
  await eventually(async () => (await ada.get(`/c/birds/calls/${forget.id}`)).includes('forgotten'));
  expect(await traces()).toBe(0);
  expect(await bo.get('/c/birds')).toContain(theirs);
});
