import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { command } from '../../../src/core/command.ts';
import { listedOptions } from '../../../src/core/options.ts';
import { isWordKey, languages, sayIn } from '../../../src/core/text.ts';
import { definitionsOf } from '../../../src/platforms/discord/registration/definitions.ts';
import { checkSchema } from '../../support/discord/schemas.ts';

/** As JSON, which is what Discord sees. */
type Json = Readonly<Record<string, unknown>>;
// Every definition is an object.
const sent = JSON.parse(JSON.stringify(definitionsOf(commands))) as readonly Json[];
const named = (name: string) => sent.find((definition) => definition.name === name);

const slash = commands.filter(({ on }) => on === 'slash');

test('each slash command is there, and one on a message with a picture', () => {
  expect(sent.map(({ type, name }) => `${type} ${name}`)).toEqual([
    '1 classify',
    '3 Classify image',
    ...slash.slice(1).map(({ name }) => `1 ${name}`),
  ]);
});

test.each(sent)('Discord takes $name', (definition) => {
  checkSchema('command', definition);
});

test('pictures are asked for as image files, and what is required comes first', () => {
  expect(named('classify')).toMatchObject({
    options: [
      { type: 11, name: 'image', required: true, file_types: ['image'] },
      { type: 11, name: 'image2', required: false, description: 'A second picture' },
      { type: 11, name: 'image3', required: false },
      { type: 11, name: 'image4', required: false },
      { type: 4, name: 'top', required: false, min_value: 1, max_value: 20 },
      { type: 3, name: 'model', max_length: 100, autocomplete: true },
      { type: 5, name: 'private', required: false },
    ],
  });
  const late = command({
    name: 'late',
    on: 'slash',
    lane: 'now',
    options: {
      first: { kind: 'flag', required: false },
      second: { kind: 'integer', required: true, min: 0, max: 9 },
    },
    run: () => Promise.reject(new Error('nobody calls it')),
  });
  expect(definitionsOf([late])).toMatchObject([{ options: [{ name: 'second' }, { name: 'first' }] }]);
});

test('a question and its source can be completed', () => {
  expect(named('ask')).toMatchObject({
    options: [
      { type: 3, name: 'question', required: true, max_length: 1000, autocomplete: true },
      { type: 3, name: 'source', autocomplete: true },
      { type: 11, name: 'file', required: false },
      { type: 5, name: 'private' },
    ],
  });
});

test('people who use Korean see Korean names, descriptions and choices', () => {
  expect(named('ask')).toMatchObject({
    name_localizations: { ko: '질문' },
    description_localizations: { ko: '데이터베이스에 질문합니다' },
    options: [{ description_localizations: { ko: '알고 싶은 것' } }, {}, {}, {}],
  });
  expect(named('Classify image')).toMatchObject({ name_localizations: { ko: '사진 분류' } });
  expect(named('forget')).toMatchObject({
    options: [
      {
        choices: [
          { name: 'What I asked', name_localizations: { ko: '내가 한 질문' }, value: 'mine' },
          { name: 'What everybody asked', name_localizations: { ko: '모두가 한 질문' }, value: 'channel' },
        ],
      },
      {},
    ],
  });
});

test('everything works in servers, direct messages and for people who installed it for themselves', () => {
  for (const definition of sent)
    expect(definition).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1] });
});

// https://docs.discord.com/developers/interactions/application-commands, which the schemas do not check.
const properName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

test.each(slash)(
  '/$name has words for everything it shows, and a proper name in every language',
  ({ name, options }) => {
    const keys = ['name', 'description', ...listedOptions(options).map(([option]) => `option.${option}`)];
    expect(keys.filter((key) => !isWordKey(`command.${name}.${key}`))).toEqual([]);
    const key = `command.${name}.name`;
    const names = languages.map((language) => (isWordKey(key) ? sayIn(language)(key) : ''));
    expect(names[0]).toBe(name);
    for (const said of names) {
      expect(said).toMatch(properName);
      expect(said).toBe(said.toLowerCase());
    }
    for (const option of Object.keys(options)) expect(option).toMatch(properName);
  },
);

test.each(languages)('no two commands have the same name in %s', (language) => {
  const names = sent.map(({ name, name_localizations }) => (name_localizations as Json)?.[language] ?? name);
  expect(new Set(names).size).toBe(names.length);
});

test('no command has more options or characters than Discord takes', () => {
  for (const definition of sent) {
    expect(((definition.options ?? []) as unknown[]).length).toBeLessThanOrEqual(25);
    expect(charactersOf(definition)).toBeLessThanOrEqual(8000);
  }
});

/** Names, descriptions and values; of the languages the longest counts. */
function charactersOf(thing: Json): number {
  const longest = (field: string) => {
    const said = [thing[field], ...Object.values(thing[`${field}_localizations`] ?? {})];
    return Math.max(...said.map((text) => (typeof text === 'string' ? text.length : 0)));
  };
  const inside = [thing.options, thing.choices].flatMap((list) => (list ?? []) as readonly Json[]);
  return (
    longest('name') +
    longest('description') +
    longest('value') +
    inside.reduce((sum, item) => sum + charactersOf(item), 0)
  );
}
