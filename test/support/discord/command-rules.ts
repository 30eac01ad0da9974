import { Locale } from 'discord.js';
import { badBody } from './refusal.ts';

/** A command or an option of one, as it is sent. */
export interface CommandBody {
  readonly type?: number;
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description?: string;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly options?: readonly OptionBody[];
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[];
  readonly default_member_permissions?: string | null;
}

export interface OptionBody extends Omit<CommandBody, 'options'> {
  readonly type: number;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly file_types?: readonly string[];
}

export const chatInput = 1;
const maxCharacters = 8000;
const most: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales: ReadonlySet<string> = new Set(Object.values(Locale));

/** What the schemas do not know about all commands of one place. */
export function checkCommands(commands: readonly CommandBody[]): void {
  const keys = commands.map(({ type = chatInput, name }) => `${type} ${name}`);
  const twice = keys.findIndex((key, n) => keys.indexOf(key) !== n);
  if (twice !== -1)
    throw badBody(
      `${twice}`,
      'APPLICATION_COMMANDS_DUPLICATE_NAME',
      'Application command names must be unique',
    );
  for (const [type, max] of Object.entries(most))
    if (commands.filter((command) => (command.type ?? chatInput) === Number(type)).length > max)
      throw badBody('', 'APPLICATION_COMMAND_TOO_MANY', `Must be ${max} or fewer of type ${type}.`);
}

export function checkCommand(command: CommandBody): void {
  const { type = chatInput, description, options = [] } = command;
  checkNames(command, type === chatInput, 'name');
  if ((type === chatInput) !== Boolean(description))
    throw badBody(
      'description',
      'APPLICATION_COMMAND_DESCRIPTION_INVALID',
      'Only a slash command has, and needs, one.',
    );
  if (type !== chatInput && options.length > 0)
    throw badBody('options', 'APPLICATION_COMMAND_OPTIONS_INVALID', 'Only a slash command has options.');
  const names = options.map(({ name }) => name);
  for (const [n, option] of options.entries()) {
    checkNames(option, true, `options.${n}.name`);
    if (names.indexOf(option.name) !== n)
      throw badBody(
        `options.${n}.name`,
        'APPLICATION_COMMAND_OPTIONS_NAME_INVALID',
        'Option names must be unique',
      );
    if (option.required && options.slice(0, n).some(({ required }) => !required))
      throw badBody(
        `options.${n}`,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options come first',
      );
    if (option.autocomplete && option.choices?.length)
      throw badBody(
        `options.${n}`,
        'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID',
        'Choices or autocomplete, not both',
      );
  }
  if (charactersOf(command) > maxCharacters)
    throw badBody('', 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${maxCharacters})`);
}

function checkNames(named: CommandBody | OptionBody, strict: boolean, path: string): void {
  const localized = Object.entries(named.name_localizations ?? {});
  for (const [locale] of [...localized, ...Object.entries(named.description_localizations ?? {})])
    if (!locales.has(locale)) throw badBody(path, 'LOCALE_INVALID', `There is no locale ${locale}.`);
  for (const name of strict ? [named.name, ...localized.map(([, name]) => name)] : [])
    if (!namePattern.test(name) || name !== name.toLowerCase())
      throw badBody(path, 'APPLICATION_COMMAND_INVALID_NAME', `Command name is invalid: ${name}`);
}

/** Name, description and values; of localised ones the longest counts. */
function charactersOf(one: CommandBody | OptionBody): number {
  const longest = (text: string | undefined, localized: CommandBody['name_localizations']) =>
    Math.max(...[text ?? '', ...Object.values(localized ?? {})].map(({ length }) => length));
  const own =
    longest(one.name, one.name_localizations) + longest(one.description, one.description_localizations);
  const choices = 'choices' in one ? (one.choices ?? []) : [];
  const options = 'options' in one ? (one.options ?? []) : [];
  return (
    own +
    choices.reduce((sum, { name, value }) => sum + name.length + String(value).length, 0) +
    options.reduce((sum, option) => sum + charactersOf(option), 0)
  );
}
