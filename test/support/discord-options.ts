import type { Log } from '../../src/core/log.ts';
import type { DiscordOptions } from '../../src/platforms/discord/discord-options.ts';
import type { Store } from '../../src/store/open.ts';
import type { FakeDiscord } from './discord/open-discord.ts';
import { keptLog } from './kept-log.ts';

/** The platform's slice of the configuration, for a fake Discord. */
export const discordOptions = (
  discord: Pick<FakeDiscord, 'token' | 'apiUrl' | 'now'>,
  {
    store,
    log = keptLog(),
    ...more
  }: { readonly store: Store; readonly log?: Log } & Partial<DiscordOptions>,
): DiscordOptions => ({
  token: discord.token,
  apiUrl: discord.apiUrl,
  maxPictureBytes: 1_000_000,
  maxFileBytes: 1_000_000,
  calls: store.calls,
  history: store.history,
  blobs: store.blobs,
  models: () => [],
  taught: { labels: async () => [] },
  sourcesFor: () => new Map(),
  tell: () => {},
  log,
  now: discord.now,
  ...more,
});
