import type Anthropic from '@anthropic-ai/sdk';

/** A rough measure: what a token holds of English, SQL and JSON. */
const bytesOfToken = 4;

const tokensIn = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesOfToken);

/** What a request takes at the least. */
export const estimateOf = (request: object): number => tokensIn(JSON.stringify(request));

/**
 * What an answer took, as far as it came. Input that is read from the provider's cache, or written to it, counts in full: caps are
 * of tokens, whatever each costs. The output is told at the end; of one that was cut off it is estimated by its text.
 */
export function usedBy(
  message: Anthropic.Message | undefined,
): { readonly input: number; readonly output: number } | undefined {
  if (!message) return undefined;
  const { input_tokens, output_tokens, cache_creation_input_tokens, cache_read_input_tokens } = message.usage;
  const text = message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  return {
    input: input_tokens + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0),
    output: message.stop_reason === null ? Math.max(output_tokens, tokensIn(text)) : output_tokens,
  };
}
