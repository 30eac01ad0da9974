import { isDeepStrictEqual } from 'node:util';
import type { APIApplicationCommand } from 'discord.js';
import type { Definition } from './definitions.ts';

/** What Magpie decides about a command; what Discord adds (ids, versions) or may add one day makes no difference. */
const decided: ReadonlySet<string> = new Set([
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'required',
  'autocomplete',
  'choices',
  'value',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
  'file_types',
  'contexts',
  'integration_types',
  'default_member_permissions',
  'nsfw',
]);

/** Where a command may be used. Their order says nothing; of the commands of one server Discord decides them itself. */
const places: ReadonlySet<string> = new Set(['contexts', 'integration_types']);

/** What would have to change, by command: 'ask: description, options', 'classify: new', 'old: removed'. Empty when all is well. */
export function differencesOf(
  wanted: readonly Definition[],
  registered: readonly APIApplicationCommand[],
): readonly string[] {
  const before = new Map(registered.map((command) => [identityOf(command), command]));
  const after = new Map(wanted.map((definition) => [identityOf(definition), definition]));
  return [
    ...[...after].flatMap(([identity, definition]) => {
      const command = before.get(identity);
      const fields = command ? differingFields(definition, command) : ['new'];
      return fields.length > 0 ? [`${definition.name}: ${fields.join(', ')}`] : [];
    }),
    ...[...before].flatMap(([identity, { name }]) => (after.has(identity) ? [] : [`${name}: removed`])),
  ];
}

const identityOf = ({ type, name }: Definition | APIApplicationCommand): string => `${type ?? 1} ${name}`;

function differingFields(wanted: Definition, registered: APIApplicationCommand): readonly string[] {
  const after = essenceOf(wanted);
  const before = essenceOf(registered);
  return [...decided]
    .filter((field) => field in after || !places.has(field))
    .filter((field) => !isDeepStrictEqual(after[field], before[field]));
}

/** The decided fields that say something: null, false, '' and nothing at all are the same to Discord. */
const essenceOf = (thing: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(thing)
      .filter(([field, value]) => decided.has(field) && !isNothing(value))
      .map(([field, value]) => [field, essenceOfField(field, value)]),
  );

function essenceOfField(field: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (places.has(field)) return value.toSorted();
  return value.map((item) => (typeof item === 'object' ? essenceOf(item) : item));
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);
