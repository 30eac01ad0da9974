import type { platforms } from '../../src/platforms/index.ts';
import type { Store } from '../../src/store/open.ts';
import { type PlatformStage, platformContract } from '../contracts/platform.ts';
import { openDiscordStage } from '../support/discord-stage.ts';
import { openSlackStage } from '../support/slack-stage.ts';
import { openWebStage } from '../support/web-stage.ts';

/** A new platform in the registry has to stand here too. */
const stages: Readonly<Record<keyof typeof platforms, (store: Store) => Promise<PlatformStage>>> = {
  web: openWebStage,
  discord: openDiscordStage,
  slack: openSlackStage,
};

for (const [name, open] of Object.entries(stages)) platformContract(name, open);
