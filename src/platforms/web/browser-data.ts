import type { AnyCommand } from '../../core/command.ts';
import { listedOptions, type OptionSpec } from '../../core/options.ts';
import type { Source } from '../../core/services.ts';
import { tableFileKinds } from '../../core/table-files.ts';
import { isWordKey } from '../../core/text.ts';
import { platformName } from './new-call.ts';
import { avatarOf } from './views/avatar.ts';
import { dataScript, type Html } from './views/html.ts';
import type { Scene } from './views/scene.ts';
import type { WebOptions } from './web-options.ts';

/** Words that the browser's script says. Values stand in {braces}. */
const spoken = [
  'sending',
  'notSent',
  'tryAgain',
  'offline',
  'copied',
  'oneFile',
  'unknownFile',
  'removeFile',
  'ok',
  'run',
  'you',
] as const;

/** What the page's script needs to know, as data: commands and their options, words, limits. */
export function browserData(
  options: WebOptions,
  commands: readonly AnyCommand[],
  { person, channel }: Scene,
): Html {
  const { say, locale } = person;
  const conversation = { workspace: platformName, channel };
  const allowed = options.sourcesFor({ platform: platformName, conversation, caller: person });
  const sources = [...allowed.values()];
  const describe = (key: string) => (isWordKey(key) ? say(key) : '');
  const listed = commands.filter((command) => command.on === 'slash');
  return dataScript('page-data', {
    channel,
    locale,
    avatar: avatarOf(person.id, person.name),
    maxUploadBytes: options.maxUploadBytes,
    maxFileBytes: options.maxFileBytes,
    tableFiles: tableFileKinds,
    tooLarge: say('web.tooLarge', { size: '{size}', limit: '{limit}' }),
    optionsOf: say('web.optionsOf', { command: '{command}' }),
    words: Object.fromEntries(spoken.map((key) => [key, say(`web.${key}`)])),
    commands: listed.map((command) => ({
      name: command.name,
      description: describe(`command.${command.name}.description`),
      options: listedOptions(command.options).map(([name, spec]) => ({
        name,
        kind: spec.kind,
        required: spec.required,
        description: describe(`command.${command.name}.option.${name}`),
        values: valuesOf(spec, { sources, models: options.models() }, say('value.yes')),
      })),
    })),
  });
}

interface OfferedValue {
  readonly value: string;
  readonly about: string;
}

interface Offered {
  readonly models: ReturnType<WebOptions['models']>;
  readonly sources: readonly Source[];
}

/** What can be offered for an option; empty where anything goes. */
function valuesOf(spec: OptionSpec, { sources, models }: Offered, yes: string): readonly OfferedValue[] {
  switch (spec.kind) {
    case 'choice':
      return spec.choices.map((value) => ({ value, about: '' }));
    case 'flag':
      return [{ value: yes, about: '' }];
    case 'text':
      if (spec.complete === 'sources')
        return sources.map(({ data: { name, title }, description }) => ({
          value: name,
          about: description === undefined ? title : `${title}: ${description}`,
        }));
      if (spec.complete === 'models') return models.map(({ name, about }) => ({ value: name, about }));
      return [];
    case 'integer':
    case 'image':
    case 'file':
      return [];
  }
}
