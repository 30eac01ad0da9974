import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { anUpload } from '../../support/bird-playground.ts';
import { eventually } from '../../support/eventually.ts';
import { storedBytes } from '../../support/stored-bytes.ts';

test('A50 after answers, errors and outages, no token and no signed address is in the log, on the disk or in a message', async () => {
  const { ada, bo, birds, discord, log, seen, store } = await birdDiscord();
  const interactions = [
    await ada.slash(birds, 'ask', { question: 'Which birds are there?' }),
    await ada.slash(birds, 'ask', { question: 'What is love?' }),
    await bo.slash(birds, 'ask', { question: 'How many birds?', private: true }),
    await ada.slash(birds, 'classify', {}, { image: anUpload() }),
  ];
  ada.say(birds, `<@${discord.bot.id}>`, { files: [anUpload('wren.png')] });
  interactions.push(await ada.press(await seen(ada, birds, '4 rows'), 'CSV'));

  discord.outage(/GET \/ephemeral-attachments\//, { kind: 'fails', status: 404 });
  interactions.push(await ada.slash(birds, 'classify', {}, { image: anUpload() }));
  for (const on of [/POST .*\/callback$/, /PATCH .*@original$/])
    for (const outage of [
      { kind: 'fails', status: 503 },
      { kind: 'breaks', when: 'before' },
    ] as const)
      discord.outage(on, outage, 5);
  const cut = ada.slash(birds, 'ask', { question: 'How many birds?' });
  await eventually(() => log.text().includes('did not reach its platform'));
  discord.advance(4000);
  interactions.push(await cut);
  await eventually(async () => (await store.calls.unfinished()).length === 0);

  const said = [...ada.sees(birds), ...bo.sees(birds), ...ada.sees(ada.dm)].map(
    ({ content, embeds, components }) => JSON.stringify({ content, embeds, components }),
  );
  const places = { log: log.text(), disk: await storedBytes(store), messages: said.join('\n') };
  for (const [place, text] of Object.entries(places)) {
    expect(text, place).not.toContain(discord.token);
    expect(text, place).not.toMatch(/[?&]hm=|ephemeral-attachments\//);
    for (const { token } of interactions) expect(text, place).not.toContain(token);
  }
  expect(places.log).not.toMatch(/\/(webhooks|interactions|channels)\//);
});
