import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { readText } from '../../support/discord-text.ts';
import { eventually } from '../../support/eventually.ts';

test('while it stops, an answer that is on its way arrives, and who asks is told alone to try again', async () => {
  const { ada, bo, birds, discord, house, log, store } = await birdDiscord();
  discord.outage(/PATCH .*\/@original$/, { kind: 'limited', retryAfter: 0.5 });
  const first = await ada.slash(birds, 'ask', { question: 'How many birds?' });
  await eventually(async () => (await store.calls.byDedupeKey('discord', first.id))?.state === 'replying');
  const closed = house.close();
  const late = await bo.slash(birds, 'ask', { question: 'Which birds are there?' });
  expect(late.original?.json).toMatchObject({ flags: 64 });
  expect(readText(late.original?.json ?? expect.fail())).toContain('I am being restarted');
  await closed;
  expect(ada.sees(birds).map(readText).join()).toContain('The answer is **4**');
  expect(await store.calls.byDedupeKey('discord', first.id)).toMatchObject({ state: 'done' });
  expect(log.text()).not.toContain('reply kept');
  expect(discord.gateway.connections).toBe(0);
});

test('what waits or runs is put back, and the next process shows its answer in the same message', async () => {
  const { ada, bo, birds, restart, seen } = await birdDiscord();
  const asked = await ada.slash(birds, 'ask', { question: 'Slowly, how many?' });
  await restart();
  expect((await seen(bo, birds, 'The answer is **4**')).id).toBe(asked.original?.json.id);
  expect(bo.sees(birds)).toHaveLength(1);
});
