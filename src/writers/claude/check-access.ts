import { asWriterError } from './api-errors.ts';
import { type ClientOptions, createClient, keyOf } from './client.ts';

const timeoutMs = 20_000;

/**
 * Asks the model for a single token: proves the key, the endpoint and the model's name. Resolves with a sentence for the operator;
 * rejects with WRITER_BUSY or WRITER_UNAVAILABLE.
 */
export async function checkClaude(options: ClientOptions, signal: AbortSignal): Promise<string> {
  try {
    const { model, usage } = await createClient(options, timeoutMs).messages.create(
      { model: options.model, max_tokens: 1, messages: [{ role: 'user', content: 'Say yes.' }] },
      { signal },
    );
    return `${model} answered (${usage.input_tokens} tokens in)`;
  } catch (error) {
    throw asWriterError(error, keyOf(options));
  }
}
