import Anthropic from '@anthropic-ai/sdk';
import { MagpieError } from '../../core/errors.ts';
import { createRedact } from '../../core/redact.ts';

const busyStatuses: readonly (number | undefined)[] = [429, 529];
const maxMessage = 300;

/**
 * What the API or the way to it did, as WRITER_BUSY (come again) or WRITER_UNAVAILABLE (the operator must look). The SDK's
 * error is not kept as the cause: it holds headers and bodies, and an endpoint may echo the key.
 */
export function asWriterError(error: unknown, apiKey: string): MagpieError {
  if (error instanceof MagpieError) return error;
  if (!(error instanceof Anthropic.APIError)) return unavailable(messageOf(error), apiKey);
  const busy =
    busyStatuses.includes(error.status) ||
    error.type === 'overloaded_error' ||
    error.type === 'rate_limit_error';
  const why = withoutSecrets(
    `${error.status ?? 'no status'} ${error.type ?? ''} ${messageOf(error)}`,
    apiKey,
  );
  return new MagpieError(busy ? 'WRITER_BUSY' : 'WRITER_UNAVAILABLE', { why });
}

const unavailable = (why: string, apiKey: string): MagpieError =>
  new MagpieError('WRITER_UNAVAILABLE', { why: withoutSecrets(why, apiKey) });

/** The message of an error and of what caused it: 'Connection error.' alone tells nobody anything. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message} ${messageOf(error.cause)}`;
}

const withoutSecrets = (text: string, apiKey: string): string =>
  createRedact([apiKey])(text)
    .replaceAll(/\bsk-[\w-]{8,}/g, '[secret]')
    // An endpoint's URL may hold a name and a password.
    .replaceAll(/\/\/[^/\s]*@/g, '//[secret]@')
    .replaceAll(/\s+/g, ' ')
    .slice(0, maxMessage);
