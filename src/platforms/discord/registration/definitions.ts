import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { AnyCommand } from '../../../core/command.ts';
import type { OptionSpec } from '../../../core/options.ts';
import { isWordKey, type Language, sayIn } from '../../../core/text.ts';

export type Definition = RESTPostAPIApplicationCommandsJSONBody;

/** Servers, direct messages and group messages; added to a server, or by one person for themselves. */
const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

/** What Discord shows of the commands: each slash command, and a command on a message for each that takes a picture. */
export const definitionsOf = (commands: readonly AnyCommand[]): readonly Definition[] =>
  commands
    .filter(({ on }) => on === 'slash')
    .flatMap((command) => [slashCommand(command), ...messageCommand(command)]);

const slashCommand = ({ name, options }: AnyCommand): Definition => ({
  type: ApplicationCommandType.ChatInput,
  name,
  ...named(`command.${name}.name`),
  ...described(`command.${name}.description`, name),
  // Also those that are listed nowhere: a form here has a field for each file.
  options: Object.entries(options)
    .map(([option, spec]) => optionOf(name, option, spec))
    // Discord takes the required ones first.
    .sort((a, b) => Number(b.required) - Number(a.required)),
  ...everywhere,
});

function messageCommand({ name }: AnyCommand): Definition[] {
  const key = `command.${name}.onMessage`;
  const title = word(key, 'en');
  if (title === undefined) return [];
  return [{ type: ApplicationCommandType.Message, name: title, ...named(key), ...everywhere }];
}

function optionOf(command: string, name: string, spec: OptionSpec): APIApplicationCommandBasicOption {
  const about = {
    name,
    ...described(`command.${command}.option.${name}`, name),
    required: spec.required,
  };
  switch (spec.kind) {
    case 'text':
      return {
        ...about,
        type: ApplicationCommandOptionType.String,
        max_length: spec.maxLength,
        ...(spec.complete && { autocomplete: true }),
      };
    case 'integer':
      return {
        ...about,
        type: ApplicationCommandOptionType.Integer,
        min_value: spec.min,
        max_value: spec.max,
      };
    case 'choice':
      return {
        ...about,
        type: ApplicationCommandOptionType.String,
        choices: spec.choices.map((value) => {
          const key = `command.${command}.choice.${name}.${value}`;
          return { name: word(key, 'en') ?? value, ...named(key), value };
        }),
      };
    case 'flag':
      return { ...about, type: ApplicationCommandOptionType.Boolean };
    case 'image':
      return { ...about, type: ApplicationCommandOptionType.Attachment, file_types: ['image'] };
    case 'file':
      return { ...about, type: ApplicationCommandOptionType.Attachment };
  }
}

const word = (key: string, language: Language): string | undefined =>
  isWordKey(key) ? sayIn(language)(key) : undefined;

/** The words in the other languages, by Discord's names of them. */
function localized(key: string): LocalizationMap | undefined {
  const ko = word(key, 'ko');
  return ko === undefined ? undefined : { ko };
}

function named(key: string): { name_localizations?: LocalizationMap } {
  const names = localized(key);
  return names ? { name_localizations: names } : {};
}

function described(
  key: string,
  fallback: string,
): { description: string; description_localizations?: LocalizationMap } {
  const texts = localized(key);
  return {
    description: word(key, 'en') ?? fallback,
    ...(texts && { description_localizations: texts }),
  };
}
