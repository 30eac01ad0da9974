import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../crash/free-port.ts';
import { type Product, startProduct } from '../crash/product.ts';
import { startDiscord } from './discord-process.ts';
import { type DiscordReport, judge } from './verdict.ts';

export interface FloodPlan {
  /** So many wait when so many more come. */
  readonly calls: number;
  /** A build that is broken on purpose. */
  readonly preload?: URL;
  /** How long answers may take: 5 minutes. */
  readonly patienceMs?: number;
  /** Hears how it goes, a line at a time. */
  readonly tell: (line: string) => void;
}

/** Starts the real process before a Discord in another process, floods it with calls, and counts what people see. */
export async function floodAndCount({
  calls,
  preload,
  patienceMs = 300_000,
  tell,
}: FloodPlan): Promise<DiscordReport> {
  const dir = await mkdtemp(join(tmpdir(), 'magpie-discord-'));
  const discord = startDiscord();
  let product: Product | undefined;
  try {
    const { apiUrl, token } = await discord.open;
    product = startProduct({
      dir,
      port: await freePort(),
      token: 'discord-bench-token',
      preload,
      env: { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl },
    });
    await product.ready;
    tell(await discord.flood(calls, patienceMs));
    // What it still has to say it says now.
    await product.stop();
    return judge(await discord.look());
  } finally {
    discord.kill();
    await product?.kill();
    await rm(dir, { recursive: true, force: true });
  }
}
