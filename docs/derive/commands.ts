import { commands } from '../../commands/index.ts';
import { listedOptions, type OptionSpec } from '../../src/core/options.ts';
import { tableFileKinds } from '../../src/core/table-files.ts';
import { isWordKey, sayIn } from '../../src/core/text.ts';

const word = (locale: string, key: string) => (isWordKey(key) ? sayIn(locale)(key) : '');

const take = (spec: OptionSpec): string => {
  switch (spec.kind) {
    case 'text':
      return `text, up to ${spec.maxLength} characters`;
    case 'integer':
      return `${spec.min} to ${spec.max}`;
    case 'choice':
      return spec.choices.join(' or ');
    case 'flag':
      return 'yes or no';
    case 'image':
      return 'a picture';
    case 'file':
      return `a file: ${tableFileKinds.join(', ')}`;
  }
};

/** The tables of docs/commands.md: one per slash command. */
export const commandTables = (): string =>
  commands
    .filter((command) => command.on === 'slash')
    .map((command) => {
      const rows = listedOptions(command.options).map(([name, spec]) => {
        const about = word('en', `command.${command.name}.option.${name}`);
        return `| \`${name}\`${spec.required ? ' (required)' : ''} | ${take(spec)} | ${about} |`;
      });
      const table = rows.length > 0 ? ['', '| option | takes | what for |', '|---|---|---|', ...rows] : [];
      return [
        `## /${command.name}`,
        '',
        `${word('en', `command.${command.name}.description`)}.`,
        ...table,
      ].join('\n');
    })
    .join('\n\n');
