import type {
  APIInteraction,
  GatewayGuildDeleteDispatchData,
  GatewayMessageCreateDispatchData,
  GatewayMessageDeleteDispatchData,
} from 'discord.js';
import type { Platform } from '../../core/platform.ts';
import { createIntake } from '../placeholder/intake.ts';
import { createOutlets } from '../placeholder/outlets.ts';
import { untilStopping } from '../placeholder/until-stopping.ts';
import { createDiscordApi } from './api.ts';
import { fetchApplication } from './application.ts';
import { createDiscordCourier } from './courier/courier.ts';
import { createDownload } from './courier/download.ts';
import { keepMessage } from './courier/keep-message.ts';
import type { DiscordOptions } from './discord-options.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { inviteLink } from './invite.ts';
import { createComplete } from './listener/complete.ts';
import { createDeletions } from './listener/deletions.ts';
import { createInteractions } from './listener/interactions.ts';
import { createMessages } from './listener/messages.ts';
import { createPlaces } from './listener/places.ts';
import { createTakeInteraction } from './listener/take-interaction.ts';
import { platformName } from './new-call.ts';
import { register } from './registration/register.ts';
import { createInteractionRest, createRest } from './rest.ts';

/** Discord: commands, buttons, messages and threads of the servers that the bot is in. */
export function createDiscordPlatform(options: DiscordOptions): Platform {
  const { calls, history, blobs, log, now, tell } = options;
  const rest = createRest(options);
  const api = createDiscordApi(rest, createInteractionRest(options));
  const outlets = createOutlets();
  const read = createDownload(options);
  const courier = createDiscordCourier({ api, calls, blobs, outlets, read, log, now });
  let gateway: Gateway | undefined;
  let stopping = false;

  /** A handler of a dispatch: what it rejects with is for the operator. */
  const logged =
    <Data>(dispatch: string, handle: (data: Data) => Promise<void>) =>
    async (data: unknown): Promise<void> => {
      try {
        // What the gateway sends is Discord's contract.
        await handle(data as Data);
      } catch (error) {
        log.warn({ platform: platformName, dispatch, err: error }, 'discord: an event could not be handled');
      }
    };

  return {
    name: platformName,
    courier,
    async listen(commands, given) {
      const accept = untilStopping(given, () => stopping);
      const application = await fetchApplication(rest);
      await register({ rest, application: application.id, guild: options.guildId, commands });

      const byName = new Map(commands.map((command) => [command.name, command]));
      const intake = createIntake({
        accept,
        outlets,
        keepMessage: (outlet, message) => keepMessage(calls, outlet, message),
        progress: courier.progress,
        log,
      });
      const take = createTakeInteraction({ commands: byName, api, intake, now });
      const complete = createComplete(options);
      const interactions = createInteractions({ calls, commands: byName, api, take, complete });
      const messages = createMessages({
        bot: application.bot,
        api,
        intake,
        placeOf: createPlaces(api, (channel) => gateway?.place(channel)),
        localeOf: (guild) => gateway?.localeOf(guild) ?? 'en-US',
        now,
      });
      const deletions = createDeletions({ calls, outlets, intake, api, now });
      gateway = await openGateway(
        { ...options, readsMessages: application.readsMessages },
        {
          INTERACTION_CREATE: logged<APIInteraction>('INTERACTION_CREATE', interactions),
          MESSAGE_CREATE: logged<GatewayMessageCreateDispatchData>('MESSAGE_CREATE', messages),
          MESSAGE_DELETE: logged<GatewayMessageDeleteDispatchData>('MESSAGE_DELETE', deletions),
          GUILD_DELETE: logged<GatewayGuildDeleteDispatchData>('GUILD_DELETE', async (guild) => {
            // During an outage a server is unavailable; the bot is still in it.
            if (guild.unavailable) return;
            const turns = await history.leave(guild.id);
            log.info(
              { platform: platformName, turns },
              'discord: removed from a server, whose data is deleted',
            );
          }),
        },
      );
      tell(
        `Magpie is on Discord as ${application.name}. To add it to a server: ${inviteLink(application.id)}\n`,
      );
      return {
        async stop() {
          stopping = true;
        },
      };
    },
    async close() {
      stopping = true;
      await gateway?.close();
    },
  };
}
