import { type APIApplicationCommand, type REST, Routes } from 'discord.js';
import type { AnyCommand } from '../../../core/command.ts';
import { asAccessError } from '../access-errors.ts';
import { differencesOf } from './compare.ts';
import { type Definition, definitionsOf } from './definitions.ts';

export interface Registering {
  readonly rest: REST;
  /** The application's id. */
  readonly application: string;
  /** The server in which the commands are known at once; everywhere unless given. */
  readonly guild?: string | undefined;
  readonly commands: readonly AnyCommand[];
  /** Compares and writes nothing. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

export interface Registered {
  /** Something was written. */
  readonly changed: boolean;
  /** What differed, by command; see differencesOf. */
  readonly differences: readonly string[];
}

/**
 * Makes Discord know the commands. Writes only what differs, as writes are counted (200 new commands per day and server).
 * Rejects with one of the DISCORD_ errors.
 */
export async function register({
  rest,
  application,
  guild,
  commands,
  dryRun = false,
  signal,
}: Registering): Promise<Registered> {
  const route =
    guild === undefined
      ? Routes.applicationCommands(application)
      : Routes.applicationGuildCommands(application, guild);
  const definitions = definitionsOf(commands);
  const wanted = guild === undefined ? definitions : definitions.map(ofOneServer);
  const abortable = signal ? { signal } : {};
  try {
    // What this address answers is Discord's contract.
    const registered = (await rest.get(route, {
      query: new URLSearchParams({ with_localizations: 'true' }),
      ...abortable,
    })) as readonly APIApplicationCommand[];
    const differences = differencesOf(wanted, registered);
    const changed = differences.length > 0 && !dryRun;
    if (changed) await rest.put(route, { body: wanted, ...abortable });
    return { changed, differences };
  } catch (error) {
    throw asAccessError(error);
  }
}

/** Where a command may be used is only asked of those that are known everywhere. */
function ofOneServer(definition: Definition): Definition {
  const { contexts, integration_types, ...rest } = definition;
  return rest;
}
