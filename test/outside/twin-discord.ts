import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { type APIMessage, ChannelType, ComponentType, InteractionType } from 'discord.js';
import { DigitalDiscord, generateSnowflake } from 'discord-digital-twin';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';
import { onTestFinished } from 'vitest';
import { createDiscordPlatform } from '../../src/platforms/discord/index.ts';
import { birdQuestions } from '../support/bird-playground.ts';
import { sharedBirds } from '../support/bird-source.ts';
import { discordOptions } from '../support/discord-options.ts';
import { readText } from '../support/discord-text.ts';
import { eventually } from '../support/eventually.ts';
import { keptLog } from '../support/kept-log.ts';
import { openToAll } from '../support/open-to-all.ts';
import { knowing, openPlayground } from '../support/playground.ts';
import { tempStore } from '../support/temp-store.ts';

/** The first answer to an interaction. */
interface Acknowledged {
  readonly type: number;
  readonly data: string | null;
}

/** All of Magpie in the Discord of discord-digital-twin. */
export interface TwinDiscord {
  readonly birds: string;
  readonly commands: readonly { readonly name: string; readonly type: number; readonly options: string }[];
  slash(channel: string, name: string, options: Readonly<Record<string, string>>): Promise<Acknowledged>;
  complete(name: string, option: string, text: string): Promise<Acknowledged>;
  press(message: APIMessage, label: string): Promise<Acknowledged>;
  submit(customId: string, values: Readonly<Record<string, string>>): Promise<Acknowledged>;
  say(channel: string, content: string): Promise<APIMessage>;
  messages(channel: string): Promise<readonly APIMessage[]>;
  /** The first message there with these words, once there is one. */
  seen(channel: string, words: string): Promise<APIMessage>;
  threads(): Promise<readonly { readonly id: string; readonly name?: string | null }[]>;
}

export async function twinDiscord(): Promise<TwinDiscord> {
  const [birds, ada] = [generateSnowflake(), generateSnowflake()];
  // All doubles of a process share what they keep: nothing in it is found by being the first.
  const twin = new DigitalDiscord({
    guild: { name: 'Nest' },
    channels: [{ id: birds, name: 'birds', type: ChannelType.GuildText }],
    users: [{ id: ada, username: 'ada' }],
  });
  await twin.start();
  const front = await openFront(twin);
  const store = await tempStore(() => new Date());
  const data = await sharedBirds();
  const log = keptLog();
  const reached = { token: twin.botToken, apiUrl: front.apiUrl, now: () => new Date() };
  const house = await openPlayground({
    store,
    data,
    writer: knowing(birdQuestions),
    pageRows: 2,
    log,
    platforms: [
      createDiscordPlatform(discordOptions(reached, { store, log, sourcesFor: openToAll(data), models: [] })),
    ],
  });
  onTestFinished(async () => {
    await house.close();
    await front.close();
    await twin.stop();
  });

  const inBirds = twin.channel(birds).user(ada);
  const acknowledged = async ({ id }: { readonly id: string }): Promise<Acknowledged> => {
    await twin.channel(birds).waitForInteractionAck({ interactionId: id, timeout: 3000 });
    const response = await twin.channel(birds).getInteractionResponse(id);
    if (!response) throw new Error('the double has forgotten an interaction');
    return response;
  };
  const messages = (place: string) => twin.channel(place).getMessages();
  return {
    birds,
    commands: await twin.prisma.applicationCommand.findMany({ where: { applicationId: twin.botUserId } }),
    async slash(place, name, options) {
      const given = Object.entries(options).map(([option, value]) => ({ name: option, type: 3, value }));
      return acknowledged(await twin.channel(place).user(ada).runSlashCommand({ name, options: given }));
    },
    async complete(name, option, text) {
      const focused = { name: option, type: 3, value: text, focused: true };
      return acknowledged(
        await twin.simulateInteraction({
          type: InteractionType.ApplicationCommandAutocomplete,
          channelId: birds,
          userId: ada,
          data: { name, type: 1, options: [focused] },
        }),
      );
    },
    async press({ id, components }, label) {
      const button = (components ?? [])
        .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
        .find((one) => 'label' in one && one.label === label);
      if (!button || !('custom_id' in button)) throw new Error(`the message has no button ${label}`);
      return acknowledged(await inBirds.clickButton({ messageId: id, customId: button.custom_id }));
    },
    async submit(customId, values) {
      const fields = Object.entries(values).map(([name, value]) => ({ customId: name, value }));
      return acknowledged(await inBirds.submitModal({ customId, fields }));
    },
    say: (place, content) => twin.channel(place).user(ada).sendMessage({ content }),
    messages,
    seen: (place, words) =>
      eventually(async () => (await messages(place)).find((message) => readText(message).includes(words))),
    threads: () => twin.channel(birds).getThreads(),
  };
}

/** The double cannot be asked which commands it knows. This passes everything on, and answers that from what the double has kept. */
async function openFront(twin: DigitalDiscord) {
  const app = new Hono()
    .get('/api/v10/applications/:application/commands', async (c) => {
      const where = { applicationId: c.req.param('application'), guildId: null };
      const kept = await twin.prisma.applicationCommand.findMany({ where });
      return c.json(kept.map((command) => ({ ...command, options: JSON.parse(command.options) })));
    })
    .all('*', (c) => {
      const { pathname, search } = new URL(c.req.url);
      return proxy(new URL(pathname + search, twin.restUrl), c.req);
    });
  const server = await new Promise<Server>((resolve) => {
    const made = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(made)) as Server;
  });
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
