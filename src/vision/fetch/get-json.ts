import { parseJson } from '../../core/json.ts';
import { unusable } from '../models/unusable.ts';
import { Passing } from './patience.ts';
import { refusalOf } from './refusal.ts';
import { getThrough, nameOf } from './request.ts';

export interface JsonOptions {
  readonly token?: string | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
}

const maxLength = 20_000_000;

/** A JSON answer. Throws what refusalOf gives, or MODEL_UNAVAILABLE where it is none. */
export async function getJson(url: string, { token, signal, timeoutMs }: JsonOptions): Promise<unknown> {
  const from = nameOf(new URL(url));
  const late = AbortSignal.timeout(timeoutMs);
  const headers = { accept: 'application/json' };
  const response = await getThrough(url, { headers, token, signal: AbortSignal.any([signal, late]) });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw refusalOf(response, from);
  }
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxLength) throw unusable(`${from} answers with more than anybody needs`);
  }
  const value = parseJson(text);
  if (value === undefined) throw new Passing(`${from} answers with no JSON`);
  return value;
}
