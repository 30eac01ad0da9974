import { setTimeout as sleep } from 'node:timers/promises';
import { openDiscord } from '../../test/support/discord/open-discord.ts';
import { createCrowd } from './crowd.ts';
import type { Sighting } from './verdict.ts';

export type ToDiscord =
  | { readonly kind: 'flood'; readonly calls: number; readonly patienceMs: number }
  | { readonly kind: 'look' };
export type FromDiscord =
  | { readonly kind: 'open'; readonly apiUrl: string; readonly token: string }
  | { readonly kind: 'over'; readonly how: string }
  | { readonly kind: 'seen'; readonly sightings: readonly Sighting[] };

const pauseMs = 500;

const discord = await openDiscord();
const crowd = createCrowd(discord);
const tell = (message: FromDiscord) => void process.send?.(message);

async function flood(calls: number, patienceMs: number): Promise<string> {
  const overdue = AbortSignal.timeout(patienceMs);
  while (discord.gateway.identified === 0 && !overdue.aborted) await sleep(pauseMs);
  const waiting = await crowd.prepare(calls, false);
  const measured = await crowd.prepare(calls, true);
  await crowd.send(waiting);
  const still = crowd.unanswered();
  const began = performance.now();
  await crowd.send(measured);
  while (crowd.unanswered() > 0 && !overdue.aborted) await sleep(pauseMs);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  return [
    `${still} calls waited when ${calls} more came; ${crowd.unanswered()} without an answer ${seconds} s later`,
    ...discord.violations,
  ].join('\n');
}

process.on('message', async (message: ToDiscord) => {
  switch (message.kind) {
    case 'flood':
      return tell({ kind: 'over', how: await flood(message.calls, message.patienceMs) });
    case 'look':
      return tell({ kind: 'seen', sightings: crowd.sightings() });
  }
});
process.on('disconnect', () => process.exit());
tell({ kind: 'open', apiUrl: discord.apiUrl, token: discord.token });
