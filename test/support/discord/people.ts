import { type LocaleString, PermissionFlagsBits, type PermissionsString } from 'discord.js';

/** Somebody with an account, also the bot. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly bot: boolean;
}

export interface Person extends User {
  readonly locale: LocaleString;
  readonly nick: string | null;
  readonly permissions: readonly PermissionsString[];
  /** The ids of those that they have in every server. */
  readonly roles: readonly string[];
  /** Does not take direct messages from bots. */
  readonly closed: boolean;
  /** Who installed the app for what they send: the server, or they themselves. */
  readonly installed: 'server' | 'user';
}

export const bitsOf = (permissions: Iterable<PermissionsString>): string =>
  String([...permissions].reduce((bits, name) => bits | PermissionFlagsBits[name], 0n));

export const userJson = ({ id, username, global_name, bot }: User) => ({
  id,
  username,
  global_name,
  bot,
  discriminator: '0',
  avatar: null,
  public_flags: 0,
});

export const memberJson = (person: Person) => ({
  nick: person.nick,
  roles: person.roles,
  joined_at: '2026-01-01T00:00:00.000000+00:00',
  avatar: null,
  banner: null,
  deaf: false,
  mute: false,
  flags: 0,
  pending: false,
  premium_since: null,
  communication_disabled_until: null,
});
