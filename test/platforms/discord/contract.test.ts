import { platformContract } from '../../contracts/platform.ts';
import { openDiscordStage } from '../../support/discord-stage.ts';

platformContract('discord', openDiscordStage);
