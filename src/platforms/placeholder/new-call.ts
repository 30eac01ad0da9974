import { randomUUIDv7 } from 'node:crypto';
import type { Call } from '../../core/call.ts';
import type { Json } from '../../core/json.ts';

type Wish<Address extends Json> = Pick<
  Call,
  'command' | 'options' | 'conversation' | 'caller' | 'dedupeKey'
> & { readonly replyTo: Address };

export type NewCall<Address extends Json> = (wish: Wish<Address>, now: Date) => Call;

/** Makes calls of a platform. An answer `answerWithinMs` later is of no use any more. */
export const createNewCall =
  <Address extends Json>(platform: string, answerWithinMs: number): NewCall<Address> =>
  (wish, now) => ({
    id: randomUUIDv7(),
    platform,
    ...wish,
    receivedAt: now.toISOString(),
    answerBy: new Date(now.getTime() + answerWithinMs).toISOString(),
  });
