import { describe, expect, test } from 'vitest';
import { fakeDiscord } from '../support/discord/fake-discord.ts';
import { readText } from '../support/discord-text.ts';
import { eventually } from '../support/eventually.ts';
import { fakeMessagesApi, says } from '../support/fake-messages-api.ts';
import { postgresForTests } from '../support/postgres.ts';
import { realFlock } from '../support/real-flock.ts';
import { fakeSlack } from '../support/slack/fake-slack.ts';
import { readText as readSlackText } from '../support/slack-text.ts';

const server = await postgresForTests();
const quick = says({ kind: 'draft', sql: 'SELECT 42 AS birds', understood: 'as told' });

describe.skipIf(!server)('chats with several processes', () => {
  if (!server) return;
  const fresh = async () => (await server.database('')).ownerUrl;

  test('Discord: one process hears, another answers in the message that waits, and a follow-up keeps its context', async () => {
    const discord = await fakeDiscord();
    const birds = discord.channel({ name: 'birds', guild: discord.guild() });
    const [ada, bo] = [discord.person({ name: 'Ada' }), discord.person({ name: 'Bo' })];
    const model = await fakeMessagesApi(...Array.from({ length: 12 }, () => quick));
    const flock = await realFlock(await fresh(), model);
    const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    await flock.start('listen', env);
    await Promise.all([flock.start('work', env), flock.start('work', env)]);

    const answers = () => bo.sees(birds).filter((message) => readText(message).includes('42'));
    const asked: (string | undefined)[] = [];
    for (let each = 0; each < 5; each += 1) {
      const { original } = await ada.slash(birds, 'ask', { question: `How many birds, number ${each}?` });
      asked.push(original?.json.id);
      await eventually(() => answers().length === each + 1);
    }
    expect(answers().map(({ id }) => id)).toEqual(asked);
    const thread = discord.thread({ id: answers()[0]?.id ?? '' });
    bo.say(thread, 'and how many of them are owls?');
    await eventually(() => bo.sees(thread).some((message) => readText(message).includes('42')));
    expect(JSON.stringify(model.requests.at(-1)?.messages)).toContain('number 0');

    // Who hears of it did not answer it, and must not take the answer for what still waits.
    const question = bo.sees(thread).find((message) => readText(message).includes('owls'));
    if (question) bo.remove(question);
    const { id } = await ada.slash(birds, 'ask', { question: 'How many birds, number 6?' });
    expect(id).toBeTruthy();
    await eventually(() => answers().length === 6);
    expect(bo.sees(thread).some((message) => readText(message).includes('42'))).toBe(true);
    expect(discord.violations).toEqual([]);
  });

  test('Discord: two processes have a shard each, and both servers are answered', async () => {
    const discord = await fakeDiscord({ shards: 2 });
    const nests = [0, 1].map((shard) =>
      discord.channel({ name: `birds-${shard}`, guild: discord.guild({ shard }) }),
    );
    const ada = discord.person({ name: 'Ada' });
    const flock = await realFlock(await fresh(), await fakeMessagesApi(quick, quick));
    const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    await flock.start('all', { ...env, DISCORD_SHARDS: '0/2' });
    await flock.start('all', { ...env, DISCORD_SHARDS: '1/2' });
    for (const nest of nests) {
      ada.say(nest, `<@${discord.bot.id}> How many birds?`);
      await eventually(() => ada.sees(nest).some((message) => readText(message).includes('42')));
      expect(ada.sees(nest)).toHaveLength(2);
    }
  });

  test('Slack: one process hears, another answers in the message that waits', async () => {
    const slack = await fakeSlack({ socket: true });
    const team = slack.team();
    const birds = slack.channel({ name: 'birds', team });
    const [ada, bo] = [slack.person({ name: 'Ada', team }), slack.person({ name: 'Bo', team })];
    const flock = await realFlock(
      await fresh(),
      await fakeMessagesApi(...Array.from({ length: 8 }, () => quick)),
    );
    const env = {
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: team.botToken,
      SLACK_APP_TOKEN: slack.appToken,
    };
    await flock.start('listen', env);
    await Promise.all([flock.start('work', env), flock.start('work', env)]);
    const answers = () => bo.sees(birds).filter((message) => readSlackText(message).includes('42'));
    for (let each = 0; each < 4; each += 1) {
      await ada.slash(birds, '/ask', `How many birds, number ${each}?`);
      await eventually(() => answers().length === each + 1);
    }
    expect(bo.sees(birds)).toHaveLength(4);
    expect(slack.violations).toEqual([]);
  });
});
