import {
  type APIMessage,
  ChannelType,
  GatewayIntentBits,
  type LocaleString,
  type PermissionsString,
} from 'discord.js';
import { createOutages } from '../outages.ts';
import { applicationJson } from './application-routes.ts';
import { createCdn } from './cdn.ts';
import { createClock } from './clock.ts';
import { type Commands, createCommands } from './commands.ts';
import { createGateway, type Gateway } from './gateway.ts';
import type { House } from './house.ts';
import { createInteractions, type Interaction } from './interactions.ts';
import { createMessages } from './messages.ts';
import type { Outage } from './outages.ts';
import { type Person, type User, userJson } from './people.ts';
import { createApp, listen, type SeenRequest } from './server.ts';
import { createSomeone, type Someone } from './someone.ts';
import { botPermissions, type Channel, createWorld, type Guild, shardOf } from './world.ts';
import { channelJson, guildJson } from './world-json.ts';

export interface DiscordOptions {
  /** Whether the developer portal allows the Message Content intent: yes. */
  readonly messageContent?: boolean;
  /** What `/gateway/bot` recommends: 1. */
  readonly shards?: number;
  readonly now?: () => Date;
  /** Whether `allowed_mentions` other than {parse: []} are refused, and not only noted: yes. */
  readonly strictMentions?: boolean;
}

interface NewGuild {
  readonly name?: string;
  readonly locale?: LocaleString;
  readonly attachmentSizeLimit?: number;
  readonly hasBot?: boolean;
  /** The shard that it shall be on. */
  readonly shard?: number;
}

interface NewChannel {
  readonly name: string;
  /** Without one it is a group of people without the bot. */
  readonly guild?: Guild;
  readonly denied?: readonly PermissionsString[];
}

interface NewPerson extends Partial<Omit<Person, 'id' | 'username' | 'global_name'>> {
  readonly name: string;
}

/** A Discord of one application on this machine. */
export interface FakeDiscord {
  /** For `rest.api` and DISCORD_API_URL. */
  readonly apiUrl: string;
  readonly token: string;
  readonly bot: User;
  readonly requests: readonly SeenRequest[];
  /** What a well-made bot would not have done. */
  readonly violations: readonly string[];
  readonly gateway: Gateway;
  readonly commands: Commands;
  now(): Date;
  advance(ms: number): void;
  guild(guild?: NewGuild): Guild;
  channel(channel: NewChannel): Channel;
  person(person: NewPerson): Someone;
  /** The thread that was opened from a message. */
  thread(message: Pick<APIMessage, 'id'>): Channel;
  deny(channel: Channel, ...permissions: readonly PermissionsString[]): void;
  /** The bot is thrown out. */
  remove(guild: Guild): void;
  /** The gateway sends the same once more. */
  repeat(what: Interaction | APIMessage): void;
  /** What happens to the next request, or so many, whose 'METHOD /path' matches. */
  outage(on: RegExp, outage: Outage, times?: number): void;
  close(): Promise<void>;
}

const everybody: readonly PermissionsString[] = [...botPermissions, 'UseApplicationCommands'];

export async function openDiscord({
  messageContent = true,
  shards = 1,
  now = () => new Date(),
  strictMentions = true,
}: DiscordOptions = {}): Promise<FakeDiscord> {
  const violations: string[] = [];
  const requests: SeenRequest[] = [];
  const outages = createOutages<Outage>();
  const clock = createClock(now);
  const world = createWorld(clock);
  let fetch: Parameters<typeof listen>[0]['fetch'] = () => new Response(null, { status: 503 });
  const { server, url } = await listen({ fetch: (...request) => fetch(...request) });
  const token = `${Buffer.from(world.bot.id).toString('base64url')}.canary.discord-bot-token-0123456789`;
  const cdn = createCdn(() => url, clock);
  const gateway = createGateway({
    token,
    allowedIntents: messageContent ? GatewayIntentBits.MessageContent : 0,
    greet({ id, shard }) {
      const guilds = [...world.guilds.values()].filter(
        (guild) => guild.hasBot && shardOf(guild.id, shard[1]) === shard[0],
      );
      const ready = {
        v: 10,
        user: userJson(world.bot),
        guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
        session_id: id,
        resume_gateway_url: `${url.replace('http', 'ws')}/gateway`,
        shard,
        application: { id: world.bot.id, flags: applicationJson(house).flags },
      };
      return [
        { t: 'READY', d: ready },
        ...guilds.map((guild) => ({ t: 'GUILD_CREATE', d: guildJson(guild, world) })),
      ];
    },
  });
  gateway.attach(server);
  const messages = createMessages({ world, clock, cdn, gateway });
  const house: House = {
    origin: url,
    token,
    shards,
    messageContent,
    strictMentions,
    clock,
    world,
    cdn,
    gateway,
    messages,
    commands: createCommands(world.bot.id, clock),
    interactions: createInteractions({ world, clock, gateway }),
    blame: (what) => void violations.push(what),
  };
  const app = createApp(house, outages, requests);
  fetch = app.fetch;
  const needs = GatewayIntentBits.Guilds;

  return {
    apiUrl: `${url}/api`,
    token,
    bot: world.bot,
    requests,
    violations,
    gateway,
    commands: house.commands,
    now: () => new Date(clock.now()),
    advance(ms) {
      clock.advance(ms);
      house.interactions.look();
    },
    guild({
      name = 'Nest',
      locale = 'en-US',
      attachmentSizeLimit = 10 * 1024 * 1024,
      hasBot = true,
      shard,
    } = {}) {
      const guild = world.addGuild(
        { name, locale, attachmentSizeLimit, hasBot },
        shard === undefined ? undefined : { id: shard, of: shards },
      );
      if (hasBot) gateway.dispatch({ t: 'GUILD_CREATE', d: guildJson(guild, world), guild: guild.id, needs });
      return guild;
    },
    channel({ name, guild, denied = [] }) {
      const channel = world.addChannel({
        type: guild ? ChannelType.GuildText : ChannelType.GroupDM,
        name,
        denied: new Set(denied),
        ...(guild && { guild }),
      });
      if (guild?.hasBot)
        gateway.dispatch({ t: 'CHANNEL_CREATE', d: channelJson(channel), guild: guild.id, needs });
      return channel;
    },
    person: ({ name, ...more }) =>
      createSomeone(
        house,
        world.addPerson({
          username: name.toLowerCase(),
          global_name: name,
          locale: 'en-US',
          nick: null,
          permissions: everybody,
          closed: false,
          roles: [],
          bot: false,
          installed: 'server',
          ...more,
        }),
      ),
    thread({ id }) {
      const thread = world.channels.get(id);
      if (!thread) throw new Error(`no thread was opened from ${id}`);
      return thread;
    },
    deny(channel, ...permissions) {
      for (const permission of permissions) channel.denied.add(permission);
    },
    remove(guild) {
      guild.hasBot = false;
      gateway.dispatch({ t: 'GUILD_DELETE', d: { id: guild.id }, guild: guild.id, needs });
    },
    repeat(what) {
      if ('token' in what) return house.interactions.repeat(what);
      const channel = world.channels.get(what.channel_id);
      const message = channel?.messages.find(({ json }) => json.id === what.id);
      if (channel && message) messages.announce(channel, message);
    },
    outage: (on, outage, times = 1) => outages.plan(on, outage, times),
    async close() {
      gateway.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
