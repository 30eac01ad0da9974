import { expect, test } from 'vitest';
import { createSource } from '../../src/ask/source.ts';
import { createSourcesFor } from '../../src/ask/sources-for.ts';
import type { Access, SourcesFor } from '../../src/core/rights.ts';
import { birdDiscord } from '../support/bird-discord.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { birdSlack } from '../support/bird-slack.ts';
import { sharedBirds } from '../support/bird-source.ts';
import { readText } from '../support/discord-text.ts';
import { readBlocks } from '../support/slack-text.ts';

/** The birds, and the same for fewer. */
async function birdsAnd(vault: Access): Promise<SourcesFor> {
  const data = await sharedBirds();
  const named = (name: string, title: string) =>
    createSource({ ...data, name, title }, { description: `${title}, kept since 1998` });
  return createSourcesFor({
    sources: [
      { source: named('birds', 'Bird book'), access: 'everyone' },
      { source: named('vault', 'Vault'), access: vault },
    ],
    channels: new Map([['quiet', ['vault']]]),
  });
}

const grams = { table: 'birds', column: 'grams' };
const inChannel = (channel: string): Access => [{ platforms: ['web'], channels: [channel], hidden: [] }];

test('A50 in the playground nobody learns of a source that they may not ask', async () => {
  const playground = await birdPlayground({ sourcesFor: await birdsAnd(inChannel('Birds')) });
  const ada = playground.browser();
  const vault = 'How many birds? source:vault';
  expect((await playground.ask(ada, `/ask ${vault}`)).html).toContain('The answer is <b>4</b>');
  const told = await playground.ask(ada, `/ask ${vault}`, { channel: 'planes' });
  expect(told.html).toContain('I know no database called &quot;vault&quot;. I know: birds.');
  const schema = await playground.ask(ada, '/schema source:vault', { channel: 'planes' });
  expect(schema.html).toContain('I know: birds.');
  expect((await playground.ask(ada, '/schema source:vault')).html).toContain('Vault, kept since 1998');
  expect(await ada.get('/c/elsewhere')).not.toMatch(/vault/i);
  expect(await ada.get('/c/birds')).toContain('Vault: Vault, kept since 1998');
});

test('who may ask nothing is told so, whatever they name', async () => {
  const playground = await birdPlayground({ sourcesFor: await birdsAnd(inChannel('birds')) });
  for (const line of ['How many birds?', '/ask How many birds? source:vault', '/schema']) {
    const { html } = await playground.ask(playground.browser(), line, { channel: 'quiet' });
    expect(html).toContain('There is no database that you may ask here.');
  }
});

test('the history, and what a follow-up leans on, hold nothing of a source that may not be asked', async () => {
  const vault: Access = [{ people: ['token:ada'], hidden: [] }];
  let mayAll = true;
  const [all, some] = [await birdsAnd('everyone'), await birdsAnd(vault)];
  const leanedOn: string[] = [];
  const playground = await birdPlayground({
    sourcesFor: (asker) => (mayAll ? all : some)(asker),
    writer: {
      name: 'remembering',
      repairs: 0,
      async write({ history, catalogue }) {
        leanedOn.push(`${catalogue.source}: ${history.map(({ question }) => question)}`);
        return { kind: 'draft', sql: 'SELECT 1 AS one', understood: 'one' };
      },
    },
  });
  const ada = playground.browser();
  const { id: thread } = await playground.ask(ada, '/ask In the vault? source:vault');
  await playground.ask(ada, 'And now?', { thread });
  mayAll = false;
  await playground.ask(ada, 'And after?', { thread });
  const { html } = await playground.ask(ada, '/history');
  expect(leanedOn.map((line) => line.split(': ')[1])).toEqual(['', 'In the vault?', '']);
  expect(html).toContain('And after?');
  expect(html).not.toContain('In the vault?');
});

test('an answer that was posted stays; its buttons give nothing more to whom the source or a column is closed', async () => {
  const access: Access = [
    { roles: ['778899001122334455'], hidden: [] },
    { roles: ['112233445566778899'], hidden: [grams] },
  ];
  const sourcesFor = await birdsAnd(access);
  const { discord, birds, seen } = await birdDiscord({ sourcesFor });
  const [keeper, guest, stranger] = [['778899001122334455'], ['112233445566778899'], []].map((roles, at) =>
    discord.person({ name: `Person ${at}`, roles }),
  );
  if (!keeper || !guest || !stranger) throw new Error('nobody came');
  await keeper.slash(birds, 'ask', { question: 'Which birds are there?', source: 'vault' });
  const answer = await seen(stranger, birds, '4 rows');
  for (const button of ['Show SQL', 'CSV', 'Next page', 'Run again']) {
    for (const person of [guest, stranger]) {
      await person.press(answer, button);
      await seen(person, birds, 'You may not ask "vault" here.');
    }
  }
  await keeper.press(answer, 'Show SQL');
  await seen(keeper, birds, 'SELECT name, grams');

  const offered = async (person: typeof keeper, option: string) =>
    (await person.complete(birds, 'ask', option, '')).choices?.map(({ value }) => value);
  expect(await offered(guest, 'source')).toEqual(['birds', 'vault']);
  expect(await offered(stranger, 'source')).toEqual(['birds']);
  expect(await offered(keeper, 'question')).toEqual(['Which birds are there?']);
  expect(await offered(guest, 'question')).toEqual([]);
});

test('what is hidden from somebody is in no catalogue of theirs', async () => {
  const sourcesFor = await birdsAnd([
    { roles: ['778899001122334455'], hidden: [] },
    { platforms: ['discord'], hidden: [grams] },
  ]);
  const { discord, ada, birds, seen } = await birdDiscord({ sourcesFor });
  const keeper = discord.person({ name: 'Keeper', roles: ['778899001122334455'] });
  const look = { source: 'vault', table: 'birds', private: true };
  await keeper.slash(birds, 'schema', look);
  await seen(keeper, birds, 'grams');
  await ada.slash(birds, 'schema', look);
  const shown = await seen(ada, birds, 'seen');
  expect(readText(shown)).not.toContain('grams');
});

test('in a message on Discord the roles of its author count', async () => {
  const access: Access = [{ roles: ['778899001122334455'], hidden: [] }];
  const data = await sharedBirds();
  const source = createSource(data);
  const sourcesFor = createSourcesFor({ sources: [{ source, access }], channels: new Map() });
  const { discord, ada, birds, seen } = await birdDiscord({ sourcesFor });
  const keeper = discord.person({ name: 'Keeper', roles: ['778899001122334455'] });
  keeper.say(birds, `<@${discord.bot.id}> How many birds?`);
  await seen(keeper, birds, 'The answer is **4**');
  ada.say(birds, `<@${discord.bot.id}> How many birds?`);
  await seen(ada, birds, 'There is no database that you may ask here.');
});

test('in Slack the Home tab and the form name only what their reader may ask', async () => {
  let keeper = '';
  const sourcesFor = await birdsAnd([{ people: ['nobody'], hidden: [] }]);
  const all = await birdsAnd('everyone');
  const { ada, bo, birds, seen } = await birdSlack({
    sourcesFor: (asker) => (asker.caller.id === keeper ? all : sourcesFor)(asker),
  });
  keeper = ada.id;
  await ada.slash(birds, '/ask', 'How many birds? source:vault');
  await seen(ada, birds, 'The answer is 4');
  const homeOf = async (person: typeof ada) => readBlocks((await person.home())?.body.blocks ?? []);
  expect(await homeOf(ada)).toMatch(/Databases: Bird book, Vault/);
  expect(await homeOf(ada)).toContain('What you asked lately');
  keeper = bo.id;
  expect(await homeOf(ada)).not.toMatch(/Vault|What you asked lately/);
});
