import type { Context } from 'hono';
import type { House } from './house.ts';
import { Refusal } from './refusal.ts';
import { type Channel, isOwn, type Message, type Team } from './world.ts';

export type Args = Readonly<Record<string, unknown>>;

/** One call of the Web API, once token, scope and arguments have been looked at. */
export interface ApiCall {
  readonly method: string;
  readonly args: Args;
  /** Whose token it came with; of the app itself where it came with none. */
  readonly team: Team | undefined;
  readonly header: (name: string) => string | undefined;
}

/** Gives what the answer has besides `ok`. */
type Handler = (house: House, call: ApiCall) => object;
export type Handlers = Readonly<Record<string, Handler>>;

/** JSON or a form whose complex values are JSON. */
export async function readArgs(c: Context): Promise<Args> {
  const type = c.req.header('content-type') ?? '';
  if (type.startsWith('application/json')) return (await c.req.json()) as Args;
  const given =
    c.req.method === 'GET' ? c.req.query() : ((await c.req.parseBody()) as Record<string, unknown>);
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      typeof value === 'string' ? read(name, value) : value,
    ]),
  );
}

const json: ReadonlySet<string> = new Set(['attachments', 'blocks', 'file_ids', 'files', 'metadata', 'view']);

/** How a method says that what should be JSON is none. */
const malformed: Readonly<Record<string, string>> = {
  blocks: 'invalid_blocks_format',
  metadata: 'invalid_metadata_format',
};

function read(name: string, value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  if (!json.has(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return new Refusal(malformed[name] ?? 'invalid_arguments');
  }
}

export function teamOf({ team }: ApiCall): Team {
  if (!team) throw new Refusal('not_authed');
  return team;
}

export const textOf = (args: Args, name: string): string | undefined =>
  args[name] === undefined ? undefined : String(args[name]);

/** A channel that the bot may know of; a person's id stands for their direct messages. */
export function channelOf({ world }: House, call: ApiCall, id = textOf(call.args, 'channel')): Channel {
  const team = teamOf(call);
  const person = world.people.get(id ?? '');
  const channel = person ? world.directChannel(person) : world.channels.get(id ?? '');
  const isHidden = channel?.kind === 'group' && !channel.hasBot;
  if (!channel || channel.team !== team || isHidden) throw new Refusal('channel_not_found');
  return channel;
}

/** A channel that the bot is in. */
export function joinedChannelOf(house: House, call: ApiCall, id?: string): Channel {
  const channel = channelOf(house, call, id);
  if (!channel.hasBot) throw new Refusal('not_in_channel');
  return channel;
}

/** A message of the bot's own that everybody sees. */
export function ownMessageOf(channel: Channel, ts: string | undefined, error: string): Message {
  const message = channel.messages.find(({ json, visibleTo }) => json.ts === ts && visibleTo === undefined);
  if (!message || message.json.subtype === 'tombstone') throw new Refusal('message_not_found');
  if (!isOwn(channel, message)) throw new Refusal(error);
  return message;
}

/** Refuses where the scope for this kind of channel is missing: 'history' or 'read'. */
export function needScopeFor(what: string, channel: Channel, { scopes }: Team): void {
  const needed = `${{ channel: 'channels', group: 'groups', im: 'im' }[channel.kind]}:${what}`;
  if (!scopes.has(needed)) throw missingScope(needed, scopes);
}

export const missingScope = (needed: string, scopes: ReadonlySet<string>): Refusal =>
  new Refusal('missing_scope', { fields: { needed, provided: [...scopes].join(',') } });
