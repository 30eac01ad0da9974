import {
  Client,
  GatewayCloseCodes,
  type GatewayDispatchEvents,
  GatewayIntentBits,
  Options,
} from 'discord.js';
import { MagpieError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { logProblem } from '../../core/problem.ts';
import { asAccessError } from './access-errors.ts';
import type { OwnedPlace } from './listener/messages.ts';
import { platformName } from './new-call.ts';

/** https://docs.discord.com/developers/events/gateway#sharding */
export interface Shards {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

export interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string;
  /** The Message Content intent is switched on: asking for it when it is not would end the connection. */
  readonly readsMessages: boolean;
  /** Those of this process, of all; by default as many as Discord wants, all of them here. */
  readonly shards?: Shards | undefined;
  readonly log: Log;
}

/** By the name of a dispatch, what is to be done with its data. A handler never rejects. */
export type GatewayHandlers = Partial<Record<GatewayDispatchEvents, (data: unknown) => Promise<void>>>;

export interface Gateway {
  /** A channel or thread that the gateway told of. */
  place(channel: string): OwnedPlace | undefined;
  /** BCP 47: the language of a server. */
  localeOf(guild: string | undefined): string | undefined;
  close(): Promise<void>;
}

/** Connects to Discord. Rejects with one of the DISCORD_ errors; reconnects by itself from then on. */
export async function openGateway(options: GatewayOptions, handlers: GatewayHandlers): Promise<Gateway> {
  const { token, apiUrl, readsMessages, shards, log } = options;
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      ...(readsMessages ? [GatewayIntentBits.MessageContent] : []),
    ],
    ...(shards ? { shards: numbersOf(shards), shardCount: shards.count } : { shards: 'auto' as const }),
    rest: { api: apiUrl, version: '10' },
    // Raw dispatches are read; of what discord.js keeps, only channels and threads are looked up.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      GuildMemberManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
      VoiceStateManager: 0,
    }),
  });
  for (const [dispatch, handle] of Object.entries(handlers)) {
    // The keys of an object are typed as text.
    client.ws.on(dispatch as GatewayDispatchEvents, (data: unknown) => void handle(data));
  }
  client.on('error', (error) => log.warn({ why: error.message }, 'discord: an error of the connection'));
  client.on('shardError', (error, shard) =>
    log.warn({ shard, why: error.message }, 'discord: connection lost'),
  );
  client.on('shardReconnecting', (shard) => log.info({ shard }, 'discord: connecting again'));
  client.on('shardResume', (shard, replayed) => log.info({ shard, replayed }, 'discord: connected again'));
  let closed: MagpieError | undefined;
  const onStart = ({ code }: { readonly code: number }) => {
    closed = closedBy(code);
  };
  client.on('shardDisconnect', onStart);
  try {
    await client.login(token);
  } catch (error) {
    await client.destroy();
    throw closed ?? asAccessError(error);
  }
  client.off('shardDisconnect', onStart);
  client.on('shardDisconnect', ({ code }, shard) =>
    logProblem(closedBy(code), log, { platform: platformName, shard }),
  );
  return {
    place(id) {
      const channel = client.channels.cache.get(id);
      if (!channel) return undefined;
      const thread = channel.isThread() ? channel : undefined;
      return {
        id,
        type: channel.type,
        parent: thread?.parentId ?? undefined,
        owner: thread?.ownerId ?? undefined,
      };
    },
    localeOf: (guild) => client.guilds.cache.get(guild ?? '')?.preferredLocale,
    close: () => client.destroy(),
  };
}

const numbersOf = ({ first, last }: Shards): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** Why Discord ended a connection, and will end the next one too. */
function closedBy(code: number): MagpieError {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return new MagpieError('DISCORD_TOKEN_REFUSED');
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return new MagpieError('DISCORD_INTENT_MISSING');
    default:
      return new MagpieError('DISCORD_UNREACHABLE', { why: `the gateway closed with ${code}` });
  }
}
