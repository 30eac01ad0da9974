import { expect, test } from 'vitest';
import { birdDiscord } from '../support/bird-discord.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { birdSlack } from '../support/bird-slack.ts';
import { readText } from '../support/discord-text.ts';
import { eventually } from '../support/eventually.ts';
import { readText as readSlackText } from '../support/slack-text.ts';

test('/status tells those who manage the place how it does: queue, times, outcomes, models and databases', async () => {
  const house = await birdPlayground();
  // Whoever sits at the machine manages it.
  const [ada, bo] = [house.browser(), house.browser()];
  await house.ask(ada, 'Which birds are there?');
  const { id, html } = await house.ask(ada, '/status');
  expect(html).toContain('How I do');
  expect(html).toContain('1 answered, 0 failed, 0 cancelled, 0 too late');
  expect(html).toContain('Databases: birds');
  expect((await bo.fetch(`/c/birds/calls/${id}`)).status).toBe(404);
});

test('/status is for nobody else', async () => {
  const { ada, bo, birds } = await birdDiscord();
  await ada.slash(birds, 'status', {});
  await eventually(() =>
    ada.sees(birds).some((message) => readText(message).includes('Only those who manage this place')),
  );
  expect(bo.sees(birds)).toEqual([]);
});

test('in Slack, which keeps /status for itself, it has a name of its own', async () => {
  const { ada, birds } = await birdSlack();
  await ada.slash(birds, '/magpie-status');
  await eventually(() =>
    ada.sees(birds).some((message) => readSlackText(message).includes('Only those who manage this place')),
  );
});
