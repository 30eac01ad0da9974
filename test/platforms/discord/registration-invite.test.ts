import { PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import { inviteLink } from '../../../src/platforms/discord/invite.ts';

test('the invite link asks for what is needed and no more', () => {
  const link = new URL(inviteLink('112233445566778899'));
  expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
  const { permissions = '', ...rest } = Object.fromEntries(link.searchParams);
  expect(rest).toEqual({ client_id: '112233445566778899', scope: 'bot applications.commands' });
  expect(new PermissionsBitField(BigInt(permissions)).toArray().toSorted()).toEqual([
    'AttachFiles',
    'CreatePublicThreads',
    'EmbedLinks',
    'ReadMessageHistory',
    'SendMessages',
    'SendMessagesInThreads',
    'ViewChannel',
  ]);
});
