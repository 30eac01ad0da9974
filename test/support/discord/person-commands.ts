import type { APIApplicationCommandInteractionDataBasicOption } from 'discord.js';
import type { OptionBody } from './command-rules.ts';
import type { RegisteredCommand } from './commands.ts';

export type OptionInput = string | number | boolean;

const optionType = { text: 3, integer: 4, boolean: 5, number: 10, attachment: 11 } as const;

/** What Discord lets a person send for a command's options; anything else it does not even send. */
export function optionsOf(
  command: RegisteredCommand,
  values: Readonly<Record<string, OptionInput>>,
): readonly APIApplicationCommandInteractionDataBasicOption[] {
  const options = command.options ?? [];
  const extra = Object.keys(values).find((name) => !options.some((option) => option.name === name));
  if (extra !== undefined) throw new Error(`/${command.name} has no option ${extra}`);
  const missing = options.find(({ name, required }) => required && values[name] === undefined);
  if (missing) throw new Error(`/${command.name} needs ${missing.name}`);
  return options.flatMap((option) => {
    const value = values[option.name];
    if (value === undefined) return [];
    if (!fits(option, value)) throw new Error(`/${command.name} ${option.name} cannot be ${value}`);
    return [
      { name: option.name, type: option.type, value } as APIApplicationCommandInteractionDataBasicOption,
    ];
  });
}

function fits(option: OptionBody, value: OptionInput): boolean {
  if (option.choices?.length && !option.choices.some((choice) => choice.value === value)) return false;
  switch (option.type) {
    case optionType.text:
      return (
        typeof value === 'string' &&
        value.length >= (option.min_length ?? 0) &&
        value.length <= (option.max_length ?? 6000)
      );
    case optionType.integer:
    case optionType.number:
      return (
        typeof value === 'number' &&
        (option.type === optionType.number || Number.isInteger(value)) &&
        value >= (option.min_value ?? Number.NEGATIVE_INFINITY) &&
        value <= (option.max_value ?? Number.POSITIVE_INFINITY)
      );
    case optionType.boolean:
      return typeof value === 'boolean';
    case optionType.attachment:
      return typeof value === 'string';
    default:
      throw new Error(`the fake knows no option of type ${option.type}`);
  }
}
