import { randomBytes } from 'node:crypto';
import type {
  APICommandAutocompleteInteractionResponseCallbackData,
  APIModalInteractionResponseCallbackData,
  InteractionType,
} from 'discord.js';
import type { Clock } from './clock.ts';
import type { Gateway } from './gateway.ts';
import { bitsOf, memberJson, type Person, userJson } from './people.ts';
import { Refusal } from './refusal.ts';
import { botPermissionsIn, type Channel, isDirect, type Message, type World } from './world.ts';
import { channelJson } from './world-json.ts';

const acknowledgedWithinMs = 3000;
const tokenLifetimeMs = 15 * 60_000;

/** What a person did that the bot has to answer. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly person: Person;
  readonly channel: Channel;
  readonly payload: object;
  readonly at: number;
  /** The message whose button was pressed. */
  readonly of?: Message;
  /** The callback's type, and how long it took. */
  acknowledged?: { readonly type: number; readonly afterMs: number };
  /** `@original`. */
  original?: Message;
  /** Messages that it made, `@original` not counted. */
  readonly followups: Message[];
  modal?: APIModalInteractionResponseCallbackData;
  choices?: NonNullable<APICommandAutocompleteInteractionResponseCallbackData['choices']>;
}

export interface Interactions {
  start(what: {
    readonly person: Person;
    readonly channel: Channel;
    readonly type: InteractionType;
    readonly data: object;
    readonly of?: Message;
  }): Interaction;
  /** Sends it once more. */
  repeat(interaction: Interaction): void;
  /** For a callback: refuses what is unknown, too late or answered. */
  toAcknowledge(id: string, token: string): Interaction;
  acknowledge(interaction: Interaction, type: number): void;
  /** For the webhook: refuses what is unknown, not yet acknowledged, or too old. */
  byToken(application: string, token: string): Interaction;
  /** Resolves when it has been acknowledged, or can no longer be. */
  settled(interaction: Interaction): Promise<void>;
  /** The clock has moved. */
  look(): void;
}

interface Parts {
  readonly world: World;
  readonly clock: Clock;
  readonly gateway: Gateway;
}

export function createInteractions({ world, clock, gateway }: Parts): Interactions {
  const all = new Map<string, Interaction>();
  const waiting = new Map<Interaction, () => void>();
  const age = (interaction: Interaction) => clock.now() - interaction.at;
  const release = (interaction: Interaction) => {
    waiting.get(interaction)?.();
    waiting.delete(interaction);
  };
  const send = ({ payload, channel }: Interaction) =>
    gateway.dispatch({
      t: 'INTERACTION_CREATE',
      d: payload,
      guild: channel.guild?.hasBot ? channel.guild.id : undefined,
    });
  return {
    start({ person, channel, type, data, of }) {
      const id = clock.snowflake();
      const token = `aW50ZXJhY3Rpb246${randomBytes(60).toString('base64url')}`;
      const payload = {
        ...envelope(world, person, channel),
        id,
        token,
        type,
        data,
        ...(of && { message: of.json }),
      };
      const interaction: Interaction = {
        id,
        token,
        type,
        person,
        channel,
        payload,
        at: clock.now(),
        followups: [],
        ...(of && { of }),
      };
      all.set(token, interaction);
      send(interaction);
      return interaction;
    },
    repeat: send,
    toAcknowledge(id, token) {
      const interaction = all.get(token);
      if (interaction?.id !== id) throw new Refusal('unknownInteraction');
      if (interaction.acknowledged) throw new Refusal('acknowledged');
      if (age(interaction) > acknowledgedWithinMs) throw new Refusal('unknownInteraction');
      return interaction;
    },
    acknowledge(interaction, type) {
      interaction.acknowledged = { type, afterMs: age(interaction) };
      release(interaction);
    },
    byToken(application, token) {
      const interaction = all.get(token);
      if (application !== world.bot.id || !interaction?.acknowledged) throw new Refusal('unknownWebhook');
      if (age(interaction) > tokenLifetimeMs) throw new Refusal('expiredToken');
      return interaction;
    },
    settled(interaction) {
      if (interaction.acknowledged) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => release(interaction), acknowledgedWithinMs);
        waiting.set(interaction, () => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
    look() {
      for (const interaction of waiting.keys())
        if (age(interaction) > acknowledgedWithinMs) release(interaction);
    },
  };
}

/** What every interaction carries: who, where, in which language, and what may be done there. */
function envelope(world: World, person: Person, channel: Channel) {
  const { guild } = channel;
  const byServer = person.installed === 'server' && guild?.hasBot !== false;
  return {
    version: 1,
    application_id: world.bot.id,
    channel_id: channel.id,
    channel: { ...channelJson(channel), permissions: bitsOf(person.permissions) },
    app_permissions: bitsOf(botPermissionsIn(channel)),
    locale: person.locale,
    context: guild ? 0 : isDirect(channel) ? 1 : 2,
    authorizing_integration_owners: byServer ? { 0: guild?.id ?? '0' } : { 1: person.id },
    attachment_size_limit: guild?.attachmentSizeLimit ?? 10 * 1024 * 1024,
    entitlements: [],
    ...(guild
      ? {
          guild_id: guild.id,
          guild_locale: guild.locale,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          member: { ...memberJson(person), user: userJson(person), permissions: bitsOf(person.permissions) },
        }
      : { user: userJson(person) }),
  };
}
