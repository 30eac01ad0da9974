import Anthropic from '@anthropic-ai/sdk';
import { patientFetch } from './patience.ts';

export interface ClientOptions {
  /** Absent for an endpoint of one's own that wants none. */
  readonly apiKey?: string | undefined;
  /** Any endpoint that speaks the Messages API; Anthropic's unless told. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
  readonly fetch?: typeof globalThis.fetch;
}

// The SDK would else look for credentials on the disk.
export const keyOf = ({ apiKey = 'no-key' }: ClientOptions): string => apiKey;

/** The SDK, which reads nothing from the environment and writes no log of its own. `timeoutMs`: of one request. */
export const createClient = (options: ClientOptions, timeoutMs: number): Anthropic =>
  new Anthropic({
    apiKey: keyOf(options),
    baseURL: options.baseUrl ?? 'https://api.anthropic.com',
    fetch: patientFetch(options.fetch ?? globalThis.fetch),
    maxRetries: 2,
    timeout: timeoutMs,
    logLevel: 'off',
    openTelemetry: false,
  });
