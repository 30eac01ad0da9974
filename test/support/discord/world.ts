import { type APIMessage, ChannelType, type LocaleString, type PermissionsString } from 'discord.js';
import type { Clock } from './clock.ts';
import type { Person, User } from './people.ts';

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: LocaleString;
  /** Bytes of one file. */
  readonly attachmentSizeLimit: number;
  /** False where only people have the app. */
  hasBot: boolean;
}

export interface Channel {
  readonly id: string;
  readonly type: ChannelType.GuildText | ChannelType.DM | ChannelType.GroupDM | ChannelType.PublicThread;
  readonly name: string;
  readonly guild?: Guild;
  /** Of a thread. */
  readonly parent?: Channel;
  /** Who opened a thread. */
  readonly owner?: string;
  /** The other side of a direct message. */
  readonly recipient?: Person;
  /** What the bot may not do here. */
  readonly denied: Set<PermissionsString>;
  readonly messages: Message[];
}

export interface Message {
  json: APIMessage;
  /** Only they see it. */
  readonly visibleTo?: string;
}

/** What the invitation asks for, and what everybody may do anyway. */
export const botPermissions = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
] as const satisfies readonly PermissionsString[];

export interface World {
  readonly bot: User;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly people: Map<string, Person>;
  addGuild(guild: Omit<Guild, 'id'>, shard?: { readonly id: number; readonly of: number }): Guild;
  addChannel(channel: Omit<Channel, 'id' | 'messages'>, id?: string): Channel;
  addPerson(person: Omit<Person, 'id'>): Person;
  /** The direct messages between the bot and this person. */
  directChannel(person: Person): Channel;
}

export function createWorld(clock: Clock): World {
  const bot = { id: clock.snowflake(), username: 'magpie', global_name: null, bot: true };
  const guilds = new Map<string, Guild>();
  const channels = new Map<string, Channel>();
  const people = new Map<string, Person>();
  const addChannel: World['addChannel'] = (channel, id = clock.snowflake()) => {
    const made = { ...channel, id, messages: [] };
    channels.set(id, made);
    return made;
  };
  return {
    bot,
    guilds,
    channels,
    people,
    addChannel,
    addGuild(guild, shard) {
      const made = { ...guild, id: shard ? idOnShard(clock, shard, guilds) : clock.snowflake() };
      guilds.set(made.id, made);
      return made;
    },
    addPerson(person) {
      const made = { ...person, id: clock.snowflake() };
      people.set(made.id, made);
      return made;
    },
    directChannel: (recipient) =>
      [...channels.values()].find((one) => one.type === ChannelType.DM && one.recipient === recipient) ??
      addChannel({ type: ChannelType.DM, name: recipient.username, recipient, denied: new Set() }),
  };
}

export const shardOf = (guildId: string, shards: number): number =>
  Number((BigInt(guildId) >> 22n) % BigInt(shards));

/** A millisecond of the past whose ids belong to the shard. */
function idOnShard(
  clock: Clock,
  shard: { id: number; of: number },
  taken: ReadonlyMap<string, Guild>,
): string {
  for (let at = clock.now() - 1; ; at -= 1) {
    const id = clock.snowflake(at);
    if (shardOf(id, shard.of) === shard.id && !taken.has(id)) return id;
  }
}

export const isThread = ({ type }: Channel): boolean => type === ChannelType.PublicThread;
export const isDirect = ({ type }: Channel): boolean => type === ChannelType.DM;

export function botPermissionsIn(channel: Channel): readonly PermissionsString[] {
  const { denied } = channel.parent ?? channel;
  return botPermissions.filter((permission) => !denied.has(permission));
}

export const botMay = (channel: Channel, permission: (typeof botPermissions)[number]): boolean =>
  channel.guild === undefined || botPermissionsIn(channel).includes(permission);

export const botSees = (channel: Channel): boolean =>
  channel.guild ? channel.guild.hasBot && botMay(channel, 'ViewChannel') : isDirect(channel);
