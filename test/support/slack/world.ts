import type { types } from '@slack/bolt';
import type { Clock } from './clock.ts';
import type { FileJson } from './files.ts';

/** A workspace. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly appId: string;
  /** Of the app as a member of the workspace. */
  readonly bot: { readonly userId: string; readonly botId: string; readonly name: string };
  /** What the app may do here; a test may take some away. */
  readonly scopes: Set<string>;
  /** Of the latest installation; dead where `access` says so. */
  botToken: string;
  access: 'none' | 'installed' | 'uninstalled' | 'revoked';
}

export type ChannelKind = 'channel' | 'group' | 'im';

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly team: Team;
  readonly kind: ChannelKind;
  /** The other side of a direct message. */
  readonly person?: Person;
  hasBot: boolean;
  readonly messages: Message[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly team: Team;
  /** 'ko-KR' */
  readonly locale: string;
  readonly isAdmin: boolean;
  /** Another app, which writes as one: its bot_id. */
  readonly botId?: string;
}

export interface MessageJson {
  readonly type: 'message';
  readonly subtype?: string;
  readonly ts: string;
  readonly user: string;
  readonly team: string;
  readonly text: string;
  readonly blocks?: readonly types.KnownBlock[];
  readonly files?: readonly FileJson[];
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly client_msg_id?: string;
  readonly thread_ts?: string;
  readonly parent_user_id?: string;
  /** Of a reply that is shown in the channel too. */
  readonly root?: MessageJson;
  readonly metadata?: unknown;
  readonly edited?: { readonly user: string; readonly ts: string };
}

export interface Message {
  json: MessageJson;
  /** Only they see it. */
  readonly visibleTo?: string;
}

export interface World {
  readonly teams: Map<string, Team>;
  readonly channels: Map<string, Channel>;
  readonly people: Map<string, Person>;
  addTeam(team: Pick<Team, 'name' | 'access'>): Team;
  addChannel(channel: Omit<Channel, 'id' | 'messages'>): Channel;
  addPerson(person: Omit<Person, 'id'>): Person;
  /** The direct messages between the bot and this person. */
  directChannel(person: Person): Channel;
  /** A token that works from now on, instead of the one before. */
  issueToken(team: Team): void;
  /** Whose token it is or once was. */
  byToken(token: string): Team | undefined;
}

/** What the manifest of an app like ours asks for. */
const usualScopes = [
  'app_mentions:read',
  'channels:history',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'im:history',
  'im:write',
  'users:read',
] as const;

export function createWorld(clock: Clock, appId: string): World {
  const teams = new Map<string, Team>();
  const channels = new Map<string, Channel>();
  const people = new Map<string, Person>();
  const tokens = new Map<string, Team>();
  const issueToken: World['issueToken'] = (team) => {
    team.botToken = `xoxb-${tokens.size + 1}-canary-slack-bot-token-${team.id}`;
    team.access = 'installed';
    tokens.set(team.botToken, team);
  };
  const addChannel: World['addChannel'] = (channel) => {
    const prefix = { channel: 'C', group: 'C', im: 'D' }[channel.kind];
    const made = { ...channel, id: clock.id(prefix), messages: [] };
    channels.set(made.id, made);
    return made;
  };
  return {
    teams,
    channels,
    people,
    issueToken,
    byToken: (token) => tokens.get(token),
    addChannel,
    addTeam({ name, access }) {
      const id = clock.id('T');
      const team: Team = {
        id,
        name,
        domain: name.toLowerCase().replace(/\W+/g, '-'),
        appId,
        bot: { userId: clock.id('U'), botId: clock.id('B'), name: 'magpie' },
        scopes: new Set(usualScopes),
        botToken: '',
        access,
      };
      teams.set(id, team);
      if (access === 'installed') issueToken(team);
      return team;
    },
    addPerson(person) {
      const made = { ...person, id: clock.id('U') };
      people.set(made.id, made);
      return made;
    },
    directChannel: (person) =>
      [...channels.values()].find((one) => one.person === person) ??
      addChannel({ kind: 'im', name: 'directmessage', team: person.team, person, hasBot: true }),
  };
}

export const isOwn = ({ team }: Channel, { json }: Message): boolean => json.bot_id === team.bot.botId;

/** The message that a thread hangs on. */
export const rootOf = ({ messages }: Channel, ts: string): Message | undefined =>
  messages.find(({ json, visibleTo }) => json.ts === ts && visibleTo === undefined);

export const repliesTo = ({ messages }: Channel, ts: string): readonly Message[] =>
  messages.filter(
    ({ json, visibleTo }) => json.thread_ts === ts && json.ts !== ts && visibleTo === undefined,
  );
