import { expect, test } from 'vitest';
import { MagpieError } from '../../src/core/errors.ts';
import { openAnyway } from '../../src/data/open-anyway.ts';
import { birdSource } from '../support/bird-source.ts';

const options = { name: 'birds', url: 'postgres://root@127.0.0.1/birds' };
const unsafe = new MagpieError('SOURCE_UNSAFE', { why: 'the login is a superuser' });

test('a superuser login is taken by the operator, who is told', async () => {
  const told: string[] = [];
  const source = await openAnyway(
    async ({ allowSuperuser }) => {
      if (!allowSuperuser) throw unsafe;
      return (await birdSource()).data;
    },
    options,
    ({ code }) => told.push(code),
  );
  expect(told).toEqual(['SOURCE_UNSAFE']);
  expect(source.name).toBe('birds');
});

test('what cannot be opened at all is no question of rights', async () => {
  const gone = new MagpieError('SOURCE_UNAVAILABLE', { why: 'there is no server' });
  const open = async () => {
    throw gone;
  };
  await expect(openAnyway(open, options, () => expect.fail('told'))).rejects.toBe(gone);
});
