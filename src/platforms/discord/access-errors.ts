import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import { MagpieError } from '../../core/errors.ts';

/**
 * What the Discord API or the way to it did, for the operator. discord.js's error is not kept as the cause: it holds the
 * request's address and body, and with them an interaction's token.
 */
export function asAccessError(error: unknown): MagpieError {
  if (error instanceof MagpieError) return error;
  if (isTokenRefused(error)) return new MagpieError('DISCORD_TOKEN_REFUSED');
  if (!(error instanceof DiscordAPIError))
    return new MagpieError('DISCORD_UNREACHABLE', { why: whyOf(error) });
  return new MagpieError('DISCORD_REFUSED', { why: `${error.status} ${error.code}: ${error.message}` });
}

const isTokenRefused = (error: unknown): boolean =>
  (error instanceof DiscordAPIError && error.status === 401) ||
  (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid);

function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError') return 'it did not answer in time';
  // Of several addresses none took the connection: the error that holds them has no message.
  const [first] = error instanceof AggregateError ? error.errors : [];
  if (first !== undefined) return whyOf(first);
  const status = 'status' in error ? `${error.status} ` : '';
  return `${status}${error.message}`;
}
