import { parseArgs } from 'node:util';
import { commands } from '../../commands/index.ts';
import { discordSettings } from '../config-slices.ts';
import { fetchApplication } from '../platforms/discord/application.ts';
import { inviteLink } from '../platforms/discord/invite.ts';
import { type Registered, register } from '../platforms/discord/registration/register.ts';
import { createRest } from '../platforms/discord/rest.ts';
import { visibleLines } from '../render/visible.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';
import { configOf } from './read-config.ts';
import { refuse } from './refuse.ts';

interface Outcome extends Registered {
  readonly application: string;
  /** Where the commands are known; null is everywhere. */
  readonly guild: string | null;
  readonly dryRun: boolean;
  readonly invite: string;
}

/** `magpie discord register`: makes Discord know the commands, which a start does by itself. */
export const discord: CliCommand = {
  name: 'discord',
  usage: 'register [--guild ID] [--dry-run] [--json]',
  about: 'Register the commands in Discord, if they differ, and print the invite link',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        guild: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    if (positionals.join(' ') !== 'register') throw new UsageError('say what to do: discord register');
    const { guild, json, 'dry-run': dryRun } = values;
    try {
      const outcome = await registerFrom(io, guild, dryRun);
      io.out(json ? `${JSON.stringify(outcome)}\n` : visibleLines(textOf(outcome)));
      return 0;
    } catch (error) {
      return refuse(error, json, io);
    }
  },
};

async function registerFrom(io: Io, wanted: string | undefined, dryRun: boolean): Promise<Outcome> {
  const env = wanted === undefined ? io.env : { ...io.env, DISCORD_GUILD_ID: wanted };
  const settings = discordSettings(configOf({ ...io, env }));
  if (!settings) {
    throw new UsageError(
      'DISCORD_TOKEN is not set: https://discord.com/developers/applications > the application > Bot > Reset Token > Copy (docs/discord.md)',
    );
  }
  const rest = createRest(settings);
  const { id: application } = await fetchApplication(rest, io.signal);
  const guild = settings.guildId;
  const registered = await register({ rest, application, guild, commands, dryRun, signal: io.signal });
  return { application, guild: guild ?? null, dryRun, ...registered, invite: inviteLink(application) };
}

function textOf({ guild, dryRun, differences, invite }: Outcome): string {
  const place = guild === null ? 'in every server' : `in the server ${guild}`;
  const done = dryRun ? 'Would be registered' : 'Registered';
  const told =
    differences.length === 0
      ? [`Nothing to do: the commands are known ${place}.`]
      : [`${done} ${place}:`, ...differences.map((difference) => `  ${difference}`)];
  return [...told, `Invite: ${invite}`, ''].join('\n');
}
