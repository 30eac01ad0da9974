import { expect, test } from 'vitest';
import { type AccessRule, type Asker, coversAll, ruleFor } from '../../src/core/rights.ts';

const asker: Asker = {
  platform: 'slack',
  conversation: { workspace: 'T0NEST', channel: 'C0BIRDS', thread: '17.5' },
  caller: { id: 'U0ADA', roles: ['admin', '112233445566778899'] },
};

test.each<[fits: boolean, rule: Omit<AccessRule, 'hidden'>]>([
  [true, { platforms: ['web', 'slack'] }],
  [false, { platforms: ['discord'] }],
  [true, { workspaces: ['T0NEST'] }],
  [false, { workspaces: ['t0nest'] }],
  [true, { channels: ['c0birds'] }],
  [false, { channels: ['17.5'] }],
  [true, { roles: ['112233445566778899'] }],
  [false, { roles: ['998877665544332211'] }],
  [true, { people: ['U0BO', 'U0ADA'] }],
  [false, { people: ['U0ADA2'] }],
  [true, { workspaces: ['T0NEST'], roles: ['admin'], people: ['U0ADA'] }],
  [false, { workspaces: ['T0NEST'], roles: ['admin'], people: ['U0BO'] }],
  [false, { workspaces: ['T0SEA'], channels: ['C0BIRDS'] }],
])('%s for whoever is in each list of %j', (fits, lists) => {
  expect(ruleFor([{ ...lists, hidden: [] }], asker) !== undefined).toBe(fits);
});

test('the first rule that fits decides what is hidden', () => {
  const rules = [
    { people: ['U0BO'], hidden: [] },
    { workspaces: ['T0NEST'], hidden: [{ table: 'nests' }] },
    { people: ['U0ADA'], hidden: [] },
  ];
  expect(ruleFor(rules, asker)?.hidden).toEqual([{ table: 'nests' }]);
});

test('what was shown to others may be seen by whom no more is hidden from', () => {
  const grams = { table: 'birds', column: 'grams' };
  const nests = { table: 'nests' };
  expect(coversAll([], [])).toBe(true);
  expect(coversAll([grams, nests], [{ table: 'Birds', column: 'GRAMS' }])).toBe(true);
  expect(coversAll([grams], [grams, nests])).toBe(false);
  expect(coversAll([grams], [{ table: 'birds' }])).toBe(false);
});
