import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { writerAnswer } from '../../../schema/draft.ts';
import { MagpieError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { type Meter, noMeter } from '../../core/meter.ts';
import type { Budget } from '../../core/spending.ts';
import { asWriterError } from './api-errors.ts';
import { type ClientOptions, createClient, keyOf } from './client.ts';
import { estimateOf, usedBy } from './tokens.ts';

export interface ClaudeOptions extends ClientOptions {
  /** Tokens of one answer, thinking included; 16,000 unless told. */
  readonly maxTokens?: number;
  /** Milliseconds for one answer, retries included, after which a stream that hangs is given up; 120,000 unless told. */
  readonly timeoutMs?: number;
  readonly log: Log;
  /** By default nothing is counted. */
  readonly meter?: Pick<Meter, 'modelAnswered'>;
}

interface ModelQuestion {
  readonly system: readonly Anthropic.TextBlockParam[];
  readonly messages: readonly Anthropic.MessageParam[];
  readonly budget?: Budget | undefined;
}

interface ModelAnswer {
  readonly text: string;
  readonly stopped: Anthropic.StopReason | null;
}

/** One question to the model. `writing` is called when its first words arrive. */
export type AskModel = (
  question: ModelQuestion,
  signal: AbortSignal,
  writing: () => void,
) => Promise<ModelAnswer>;

/** A stream that breaks off is asked for once more. */
const streamAttempts = 2;

/** Rejects with WRITER_BUSY, WRITER_UNAVAILABLE, SPENDING_CAP or the signal's reason. */
export function createAskModel(options: ClaudeOptions): AskModel {
  const { model, maxTokens = 16_000, timeoutMs = 120_000, log, meter = noMeter } = options;
  const client = createClient(options, timeoutMs);
  const { type, schema } = zodOutputFormat(writerAnswer);

  const stream = async (
    { system, messages, budget }: ModelQuestion,
    signal: AbortSignal,
    writing: () => void,
  ) => {
    const reserved = await budget?.reserve(estimateOf({ system, messages }));
    const stream = client.messages.stream(
      {
        model,
        max_tokens: maxTokens,
        system: [...system],
        messages: [...messages],
        output_config: { format: { type, schema } },
      },
      { signal },
    );
    stream.once('text', writing);
    let snapshot: Anthropic.Message | undefined;
    stream.on('streamEvent', (_, message) => {
      snapshot = message;
    });
    try {
      return await stream.finalMessage();
    } finally {
      // Also what broke off or was stopped is on the bill.
      const used = usedBy(snapshot);
      if (used) meter.modelAnswered(model, used);
      await reserved?.pay(used ? used.input + used.output : 0);
    }
  };

  return async (question, signal, writing) => {
    const both = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    for (let attempt = 1; ; attempt += 1) {
      try {
        const message = await stream(question, both, writing);
        log.debug({ model, stopped: message.stop_reason, usage: message.usage }, 'model answered');
        const text = message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('');
        return { text, stopped: message.stop_reason };
      } catch (error) {
        signal.throwIfAborted();
        if (both.aborted) {
          throw new MagpieError('WRITER_UNAVAILABLE', { why: `no whole answer within ${timeoutMs} ms` });
        }
        if (attempt < streamAttempts && brokeOff(error)) continue;
        throw asWriterError(error, keyOf(options));
      }
    }
  };
}

/** A stream that began and did not end: the SDK itself retries only what comes before the first byte. */
const brokeOff = (error: unknown): boolean =>
  error instanceof Anthropic.APIError
    ? error.status === undefined && error.type !== null
    : error instanceof Anthropic.AnthropicError;
