import type { Clock } from './clock.ts';
import { type CommandBody, chatInput, checkCommand, checkCommands } from './command-rules.ts';
import { Refusal } from './refusal.ts';
import { checkSchema } from './schemas.ts';

export interface RegisteredCommand extends CommandBody {
  readonly id: string;
  readonly type: number;
  readonly guild_id?: string;
  readonly application_id: string;
  readonly version: string;
  readonly nsfw: boolean;
  readonly dm_permission?: boolean;
}

/** The application's commands, everywhere or of one guild. */
export interface Commands {
  /** How often something was written. */
  readonly writes: number;
  list(guild?: string): readonly RegisteredCommand[];
  replace(bodies: unknown, guild?: string): readonly RegisteredCommand[];
  /** One of the same name and type is replaced. */
  put(body: unknown, guild?: string): { readonly command: RegisteredCommand; readonly isNew: boolean };
  patch(id: string, body: object, guild?: string): RegisteredCommand;
  remove(id: string, guild?: string): void;
  /** What a person finds in a guild. */
  find(type: number, name: string, guild?: string): RegisteredCommand | undefined;
}

export function createCommands(application: string, clock: Clock): Commands {
  const everywhere = 'everywhere';
  const kept = new Map<string, readonly RegisteredCommand[]>();
  let writes = 0;
  const list = (guild = everywhere) => kept.get(guild) ?? [];
  const write = (commands: readonly RegisteredCommand[], guild = everywhere) => {
    checkCommands(commands);
    writes += 1;
    kept.set(guild, commands);
  };
  const same = (command: CommandBody) => (other: RegisteredCommand) =>
    other.name === command.name && other.type === (command.type ?? chatInput);
  const made = (body: unknown, guild: string | undefined): RegisteredCommand => {
    // The schema has permissions as a number; the API takes and gives a string.
    const { default_member_permissions: permissions, ...rest } = body as CommandBody;
    checkSchema('command', rest);
    checkCommand(rest);
    return {
      id: list(guild).find(same(rest))?.id ?? clock.snowflake(),
      application_id: application,
      version: clock.snowflake(),
      default_member_permissions: permissions ?? null,
      name_localizations: null,
      description: '',
      description_localizations: null,
      nsfw: false,
      ...(guild === undefined
        ? { integration_types: [0], contexts: null, dm_permission: true }
        : { guild_id: guild }),
      ...rest,
      type: rest.type ?? chatInput,
    };
  };
  const known = (id: string, guild: string | undefined) => {
    const command = list(guild).find((one) => one.id === id);
    if (!command) throw new Refusal('unknownCommand');
    return command;
  };
  return {
    get writes() {
      return writes;
    },
    list,
    replace(bodies, guild) {
      const commands = (bodies as unknown[]).map((body) => made(body, guild));
      write(commands, guild);
      return commands;
    },
    put(body, guild) {
      const command = made(body, guild);
      const others = list(guild).filter((one) => !same(command)(one));
      const isNew = others.length === list(guild).length;
      write([...others, command], guild);
      return { command, isNew };
    },
    patch(id, body, guild) {
      const { application_id, version, guild_id, nsfw, dm_permission, ...now } = known(
        id,
        guild,
      ) as RegisteredCommand & Record<'application_id' | 'version' | 'nsfw' | 'dm_permission', unknown>;
      const command = { ...made({ ...now, ...body }, guild), id };
      write([...list(guild).filter((one) => one.id !== id), command], guild);
      return command;
    },
    remove(id, guild) {
      known(id, guild);
      write(
        list(guild).filter((one) => one.id !== id),
        guild,
      );
    },
    find: (type, name, guild) =>
      [...(guild === undefined ? [] : list(guild)), ...list()].find(
        (one) => one.type === type && one.name === name,
      ),
  };
}
