import { randomUUIDv7 } from 'node:crypto';
import type { Call, OptionValue } from '../../core/call.ts';
import type { Person } from './access/person.ts';
import type { Pressed } from './bell.ts';
import { answerWithinMs } from './limits.ts';

export const platformName = 'web';

export interface Wish {
  readonly command: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly channel: string;
  readonly thread?: string | undefined;
  /** Where a press is drawn. */
  readonly pressed?: Pressed | undefined;
  /** Made by the browser or the API's client: the same key from the same person is the same call. */
  readonly key: string;
}

export function newCall(wish: Wish, person: Person, now: Date): Call {
  const { command, options, channel, thread, pressed, key } = wish;
  return {
    id: randomUUIDv7(),
    platform: platformName,
    command,
    options,
    conversation: { workspace: platformName, channel, ...(thread !== undefined && { thread }) },
    caller: { id: person.id, name: person.name, locale: person.locale, roles: person.roles },
    replyTo: pressed ? { under: pressed.under, of: pressed.of } : {},
    dedupeKey: `${person.id}:${key}`,
    receivedAt: now.toISOString(),
    answerBy: new Date(now.getTime() + answerWithinMs).toISOString(),
  };
}

/** Undefined for what stands by itself in its channel or thread. */
export function pressedOf(call: Call): Pressed | undefined {
  const { replyTo } = call;
  if (replyTo === null || typeof replyTo !== 'object' || !('under' in replyTo)) return undefined;
  return { under: String(replyTo.under), of: String(replyTo.of) };
}
