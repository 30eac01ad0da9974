import { type APIApplication, ApplicationFlags, type REST, Routes } from 'discord.js';
import { MagpieError } from '../../core/errors.ts';
import { asAccessError } from './access-errors.ts';

/** The bot as it is set up in the Developer Portal. */
export interface Application {
  readonly id: string;
  /** Of its bot, as people mention it. */
  readonly bot: string;
  readonly name: string;
  /** The Message Content intent is switched on: plain messages in a thread are readable. */
  readonly readsMessages: boolean;
}

/** Whose token it is. Rejects with one of the DISCORD_ errors, also when nothing that people type would come here. */
export async function fetchApplication(rest: REST, signal?: AbortSignal): Promise<Application> {
  const found = await rest
    .get(Routes.currentApplication(), signal ? { signal } : {})
    .catch((error) => Promise.reject(asAccessError(error)));
  // What this address answers is Discord's contract, unless DISCORD_API_URL names something else.
  const { id, bot, name, flags, interactions_endpoint_url } = found as Partial<APIApplication>;
  if (id === undefined) throw new MagpieError('DISCORD_UNREACHABLE', { why: 'this is not the Discord API' });
  if (interactions_endpoint_url)
    throw new MagpieError('DISCORD_ENDPOINT_SET', { url: interactions_endpoint_url });
  const reading = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  return { id, bot: bot?.id ?? id, name: name ?? id, readsMessages: ((flags ?? 0) & reading) !== 0 };
}
