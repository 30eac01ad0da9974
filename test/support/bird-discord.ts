import { MessageFlags } from 'discord.js';
import { expect, onTestFinished } from 'vitest';
import { addressOf } from '../../src/platforms/discord/address.ts';
import { createDiscordPlatform } from '../../src/platforms/discord/index.ts';
import { aLife, type Life } from './a-life.ts';
import { birdQuestions } from './bird-playground.ts';
import { sharedBirds } from './bird-source.ts';
import { fakeDiscord } from './discord/fake-discord.ts';
import type { Interaction } from './discord/interactions.ts';
import type { FakeDiscord, DiscordOptions as FakeOptions } from './discord/open-discord.ts';
import type { SeenMessage, Someone } from './discord/someone.ts';
import type { Channel, Guild } from './discord/world.ts';
import { discordOptions } from './discord-options.ts';
import { readText } from './discord-text.ts';
import { eventually } from './eventually.ts';
import { keptLog } from './kept-log.ts';
import { openToAll } from './open-to-all.ts';
import { knowing, openPlayground, type Playground, type PlaygroundParts } from './playground.ts';
import { type TempStore, tempStore } from './temp-store.ts';

export interface BirdDiscord {
  readonly discord: FakeDiscord;
  readonly guild: Guild;
  readonly birds: Channel;
  readonly ada: Someone;
  readonly bo: Someone;
  readonly store: TempStore;
  readonly log: ReturnType<typeof keptLog>;
  readonly house: Playground;
  /** Of the process that runs now. */
  readonly life: Life;
  /** The process ends, if it has not been killed, and another takes its place. */
  restart(parts?: Partial<PlaygroundParts>): Promise<void>;
  /** Resolves once its call runs, and the message that waits for the answer is stored. */
  running(asked: Interaction): Promise<unknown>;
  /** The thread that an answer in #birds has opened, once it is there. */
  threadOf(answer: SeenMessage): Promise<Channel>;
  /** The last message that this person sees there whose text holds these words. */
  seen(by: Someone, channel: Channel, words: string | RegExp): Promise<SeenMessage>;
}

interface BirdDiscordOptions extends Partial<PlaygroundParts> {
  readonly fake?: FakeOptions;
}

/** All of Magpie in a Discord of its own, about four birds. A test in which the bot does what it should not fails. */
export async function birdDiscord({ fake, ...parts }: BirdDiscordOptions = {}): Promise<BirdDiscord> {
  const discord = await fakeDiscord(fake);
  const guild = discord.guild({ name: 'Nest' });
  const birds = discord.channel({ name: 'birds', guild });
  const store = await tempStore(discord.now);
  const data = await sharedBirds();
  const log = keptLog();
  let life = aLife();
  const start = (different: Partial<PlaygroundParts> = {}) => {
    life = aLife();
    const mortal = life.storeOf(store);
    const platform = createDiscordPlatform(
      discordOptions(discord, {
        store: mortal,
        log,
        sourcesFor: parts.sourcesFor ?? openToAll(data),
        models: () => ['three-birds'],
        taught: store.taught,
      }),
    );
    return openPlayground({
      store: mortal,
      data,
      writer: knowing(birdQuestions),
      pageRows: 2,
      log,
      now: discord.now,
      ...parts,
      ...different,
      platforms: [{ ...platform, courier: life.whileAlive(platform.courier) }],
    });
  };
  const end = () => (life.isOver ? house.abandon() : house.close());
  const ada = discord.person({ name: 'Ada' });
  let house = await start();
  onTestFinished(async () => {
    await end();
    expect(discord.violations).toEqual([]);
  });
  return {
    discord,
    guild,
    birds,
    ada,
    bo: discord.person({ name: 'Bo' }),
    store,
    log,
    get house() {
      return house;
    },
    get life() {
      return life;
    },
    async restart(different) {
      await end();
      house = await start(different);
    },
    running: ({ id }) =>
      eventually(async () => {
        const stored = await store.calls.byDedupeKey('discord', id);
        return stored?.state === 'running' && addressOf(stored.call).message !== null;
      }),
    async threadOf({ id }) {
      await eventually(() => ada.sees(birds).some((message) => message.id === id && hasThread(message)));
      return discord.thread({ id });
    },
    seen: (by, channel, words) =>
      eventually(() => by.sees(channel).findLast((message) => holds(readText(message), words))),
  };
}

const holds = (text: string, words: string | RegExp): boolean =>
  typeof words === 'string' ? text.includes(words) : words.test(text);

const hasThread = ({ flags }: SeenMessage): boolean => ((flags ?? 0) & MessageFlags.HasThread) !== 0;
