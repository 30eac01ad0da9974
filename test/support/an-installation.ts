import type { Installation } from '../../src/core/installation.ts';

/** The workspace "Nest" has let Magpie in. */
export const anInstallation = (different: Partial<Installation> = {}): Installation => ({
  team: 'T0NEST',
  teamName: 'Nest',
  botToken: 'xoxb-nest-canary',
  botUser: 'U0MAGPIE',
  bot: 'B0MAGPIE',
  scopes: ['chat:write', 'commands'],
  installedAt: '2026-03-01T12:00:00.000Z',
  ...different,
});
