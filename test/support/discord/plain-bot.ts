import {
  type APIInteraction,
  Client,
  GatewayDispatchEvents,
  GatewayIntentBits,
  REST,
  Routes,
} from 'discord.js';
import { onTestFinished } from 'vitest';
import type { FakeDiscord } from './open-discord.ts';

type Body = Readonly<Record<string, unknown>>;

/** The real discord.js in front of the fake, with no Magpie: for the tests of the fake itself. */
export async function plainBot(discord: FakeDiscord, more: number = GatewayIntentBits.MessageContent) {
  const rest = new REST({ version: '10', api: discord.apiUrl, retries: 0 }).setToken(discord.token);
  const client = new Client({
    intents:
      GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages | more,
    rest: { version: '10', api: discord.apiUrl },
    shards: 'auto',
  });
  onTestFinished(() => client.destroy());
  const events: { readonly t: string; readonly d: Record<string, unknown> }[] = [];
  // 'raw' is emitted for every dispatch, but is no part of the client's types.
  client.on('raw' as never, (event: (typeof events)[number]) => void events.push(structuredClone(event)));
  let answer: (interaction: APIInteraction) => unknown = () => undefined;
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction) => answer(interaction));
  await client.login(discord.token);
  const webhook = (interaction: APIInteraction) => Routes.webhook(discord.bot.id, interaction.token);
  return {
    client,
    rest,
    of: (t: string) => events.filter((event) => event.t === t).map(({ d }) => d),
    /** Does this with every interaction from now on. */
    answering(next: (interaction: APIInteraction) => unknown) {
      answer = next;
    },
    callback: (interaction: APIInteraction, body: Body) =>
      rest.post(Routes.interactionCallback(interaction.id, interaction.token), {
        body,
        auth: false,
        query: new URLSearchParams({ with_response: 'true' }),
      }),
    followUp: (interaction: APIInteraction, body: Body) =>
      rest.post(webhook(interaction), { body: quiet(body), auth: false }),
    original: (interaction: APIInteraction, body: Body) =>
      rest.patch(Routes.webhookMessage(discord.bot.id, interaction.token), {
        body: quiet(body),
        auth: false,
      }),
    post: (channel: { readonly id: string }, body: Body) =>
      rest.post(Routes.channelMessages(channel.id), { body: quiet(body) }),
  };
}

/** With what every message of ours carries. */
export const quiet = (body: Body): Body => ({ allowed_mentions: { parse: [] }, ...body });
