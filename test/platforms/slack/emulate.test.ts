import { expect, test } from 'vitest';
import { anUpload } from '../../support/bird-playground.ts';
import { emulatedSlack } from '../../support/emulated-slack.ts';
import { readText } from '../../support/slack-text.ts';

const question = 'Which birds are there?';

test('a question is acknowledged, and answered in the message that waited', async () => {
  const { birds, slash, seen, messages } = await emulatedSlack();
  expect(await slash(birds, '/ask', question)).toMatchObject({ kind: 'acknowledged', status: 200 });
  expect(readText(await seen(birds, '4 rows'))).toContain('magpie');
  expect(await messages(birds)).toHaveLength(1);
});

test('what is written in its thread is answered there', async () => {
  const { birds, slash, say, seen, messages } = await emulatedSlack();
  await slash(birds, '/ask', question);
  const { ts: thread } = await seen(birds, '4 rows');
  await say(birds, 'How many birds?', { thread });
  expect(readText(await seen(birds, 'The answer is 4', thread))).toContain('all birds');
  expect(await messages(birds)).toHaveLength(1);
});

test('a button shows the next rows to whoever pressed it, and to nobody else', async () => {
  const { birds, slash, press, seen, messages, inspect } = await emulatedSlack();
  await slash(birds, '/ask', question);
  const answer = await seen(birds, '4 rows');
  expect(await press(birds, answer, 'Next page')).toMatchObject({ kind: 'acknowledged' });
  await expect.poll(() => inspect({ channel: birds })).toContain('Page 2 of 2');
  expect(await messages(birds, answer.ts)).toHaveLength(1);
});

test('a picture that comes with a mention is read from its private address, and named below the message', async () => {
  const { birds, botUser, say, seen } = await emulatedSlack();
  const { ts: thread, files = [] } = await say(birds, `<@${botUser}>`, { files: [anUpload('jay.png')] });
  const answer = await seen(birds, '%', thread);
  expect(readText(answer)).toContain('jay.png');
  expect(JSON.stringify(answer.blocks)).toContain(files[0]?.id);
});

test('in direct messages a question needs no mention', async () => {
  const { dm, say, seen } = await emulatedSlack();
  await say(dm, question);
  expect(readText(await seen(dm, '4 rows'))).toContain('magpie');
});

test('all rows come as a file to the direct messages of whoever wants them', async () => {
  const { birds, dm, slash, press, seen, messages, fileText } = await emulatedSlack();
  await slash(birds, '/ask', question);
  await press(birds, await seen(birds, '4 rows'), 'CSV');
  await expect.poll(async () => (await messages(dm)).at(-1)?.files?.length).toBe(1);
  const [file] = (await messages(dm)).at(-1)?.files ?? [];
  expect(file?.name).toMatch(/\.csv$/);
  expect(file && (await fileText(file))).toContain('wren');
});

test('a command without what it needs opens a form, and the Home tab is published', async () => {
  const { birds, slash, openHome, inspect } = await emulatedSlack();
  expect(await slash(birds, '/ask')).toMatchObject({ kind: 'acknowledged', body: '' });
  expect(await slash(birds, '/classify')).toMatchObject({ kind: 'acknowledged', body: '' });
  expect(await inspect({ tab: 'views' })).not.toContain('No modal views have been opened.');
  expect(await openHome()).toMatchObject({ kind: 'acknowledged' });
  expect(await inspect({ tab: 'views' })).not.toContain('No App Home views have been published.');
});

// What emulate 0.11.2 has nothing for.
test.skip('over Socket Mode: it has no sockets', () => {});
test.skip('an answer where the bot is not: it has no response_url, and takes messages from bots anywhere', () => {});
test.skip('a form that is sent: it has modals, and nobody who fills them in', () => {});
