import { setTimeout as sleep } from 'node:timers/promises';
import { openDiscord } from '../../test/support/discord/open-discord.ts';
import { serveFlood } from '../flood/inside.ts';
import { createCrowd } from './crowd.ts';

const pauseMs = 500;

const discord = await openDiscord();

serveFlood({
  env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
  crowd: createCrowd(discord),
  violations: discord.violations,
  async heard(overdue) {
    while (discord.gateway.identified === 0 && !overdue.aborted) await sleep(pauseMs);
    return !overdue.aborted;
  },
});
