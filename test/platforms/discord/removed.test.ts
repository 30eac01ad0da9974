import { GatewayIntentBits } from 'discord.js';
import { expect, test } from 'vitest';
import { birdDiscord } from '../../support/bird-discord.ts';
import { anUpload } from '../../support/bird-playground.ts';
import { eventually } from '../../support/eventually.ts';
import { storedBytes } from '../../support/stored-bytes.ts';

/** Two servers in which Ada has asked, and shown a picture. */
async function twoServers() {
  const world = await birdDiscord();
  const { ada, birds, discord, guild, seen, store } = world;
  const loft = discord.channel({ name: 'birds', guild: discord.guild({ name: 'Loft' }) });
  const picturesOf = new Map<string, string>();
  for (const [place, name] of [
    [birds, 'nest.png'],
    [loft, 'loft.png'],
  ] as const) {
    await ada.slash(place, 'ask', { question: 'Which birds are there?' });
    await seen(ada, place, '4 rows');
    const bytes = new Uint8Array([...anUpload().bytes, ...Buffer.from(name)]);
    const looked = await ada.slash(place, 'classify', {}, { image: { name, bytes } });
    await seen(ada, place, 'carrion crow');
    const stored = await eventually(() => store.calls.byDedupeKey('discord', looked.id));
    const { image } = stored.call.options;
    if (typeof image !== 'object' || image.sha256 === undefined) throw new Error('it was not kept');
    picturesOf.set(place.id, image.sha256);
  }
  await eventually(async () => (await store.calls.unfinished()).length === 0);
  const turnsIn = async (workspace = '', channel = '') =>
    (await store.history.channel({ workspace, channel }, ada.id, 10)).length;
  return {
    ...world,
    loft,
    kept: async () => ({
      nest: await turnsIn(guild.id, birds.id),
      loft: await turnsIn(loft.guild?.id, loft.id),
    }),
    picture: ({ id }: { readonly id: string }) => store.blobs.get(picturesOf.get(id) ?? ''),
  };
}

test('thrown out of a server: its history, files and labels are gone from the disk; those of another stay', async () => {
  const { birds, discord, guild, kept, loft, picture, store } = await twoServers();
  expect(await kept()).toEqual({ nest: 2, loft: 2 });
  discord.remove(guild);
  await eventually(async () => (await kept()).nest === 0);
  await eventually(() =>
    picture(birds).then(
      () => false,
      () => true,
    ),
  );
  await expect(picture(birds)).rejects.toMatchObject({ code: 'BLOB_GONE' });
  expect((await picture(loft)).length).toBeGreaterThan(0);
  expect((await kept()).loft).toBe(2);
  const bytes = await storedBytes(store);
  expect(bytes).toContain('loft.png');
  expect(bytes).not.toContain('nest.png');
});

test('what is still under way there goes too, and nobody tries to answer it', async () => {
  const { ada, birds, discord, guild, log, seen, store } = await birdDiscord();
  const asked = await ada.slash(birds, 'ask', { question: 'Slowly, how many?' });
  await ada.slash(birds, 'ask', { question: 'Which birds are there?' });
  discord.remove(guild);
  await eventually(async () => (await store.calls.unfinished()).length === 0);
  // It goes on for everybody else.
  await ada.slash(ada.dm, 'ask', { question: 'How many birds?' });
  await seen(ada, ada.dm, 'The answer is **4**');
  expect(await store.calls.byDedupeKey('discord', asked.id)).toBeUndefined();
  expect(await store.history.channel({ workspace: guild.id, channel: birds.id }, ada.id, 10)).toEqual([]);
  expect(log.text()).not.toMatch(/reply kept|call kept|call failed/);
});

test('a server that Discord cannot reach for a while loses nothing', async () => {
  const { ada, discord, guild, kept, log, loft, seen } = await twoServers();
  discord.gateway.dispatch({
    t: 'GUILD_DELETE',
    d: { id: guild.id, unavailable: true },
    guild: guild.id,
    needs: GatewayIntentBits.Guilds,
  });
  // What comes after it on the same connection has been dealt with: so has this.
  discord.remove(discord.guild({ name: 'After' }));
  await eventually(() => log.text().includes('removed from a server'));
  await ada.slash(loft, 'ask', { question: 'How many birds?' });
  await seen(ada, loft, 'The answer is **4**');
  expect(await kept()).toEqual({ nest: 2, loft: 3 });
});
