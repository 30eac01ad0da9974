import type { APIApplicationCommand } from 'discord.js';
import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { differencesOf } from '../../../src/platforms/discord/registration/compare.ts';
import { type Definition, definitionsOf } from '../../../src/platforms/discord/registration/definitions.ts';

type Fields = Readonly<Record<string, unknown>>;

/** As Discord gives a command out: it fills in, drops what is false, orders as it likes, and has ideas of its own. */
function kept(definition: Definition, change: Fields = {}): APIApplicationCommand {
  const { options = [], contexts, integration_types, ...rest } = JSON.parse(JSON.stringify(definition));
  return {
    id: '1',
    application_id: '2',
    version: '3',
    default_member_permissions: null,
    nsfw: false,
    dm_permission: true,
    description: '',
    description_localizations: null,
    something_new: { of: 'Discord' },
    contexts: contexts?.toReversed() ?? null,
    integration_types: integration_types?.toReversed() ?? [0],
    ...(options.length > 0 && { options: options.map(withoutFalse) }),
    ...rest,
    ...change,
  };
}

const withoutFalse = (option: Fields): Fields => ({
  name_localizations: null,
  ...Object.fromEntries(Object.entries(option).filter(([, value]) => value !== false)),
});

const wanted = definitionsOf(commands);
const ofOneServer = wanted.map(({ contexts, integration_types, ...definition }): Definition => definition);

test.each([
  ['everywhere', wanted],
  ['in one server', ofOneServer],
])('what Discord adds or leaves out is no difference %s', (_, definitions) => {
  expect(differencesOf(definitions, definitions.map((definition) => kept(definition)).toReversed())).toEqual(
    [],
  );
});

test.each([
  { name_localizations: { ko: '옛이름' } },
  { name_localizations: null },
  { description: 'Something else' },
  { description_localizations: { ko: '다른 설명' } },
  { options: [] },
  { contexts: [0] },
  { contexts: null },
  { integration_types: [0] },
  { default_member_permissions: '0' },
  { nsfw: true },
])('this is a difference: %j', (change) => {
  const registered = wanted.map((definition) => kept(definition, definition.name === 'ask' ? change : {}));
  expect(differencesOf(wanted, registered)).toEqual([`ask: ${Object.keys(change)}`]);
});

test('the same name is another command when it is used on a message', () => {
  const [ask] = wanted.filter(({ name }) => name === 'ask');
  if (!ask) throw new Error('there is no ask');
  expect(differencesOf([ask], [kept(ask), kept(ask, { type: 3, options: [] })])).toEqual(['ask: removed']);
});
