import type { Clock } from './clock.ts';
import type { Channel, Message } from './world.ts';

/** Discord says "the past few minutes". */
const rememberedMs = 5 * 60_000;

/** What `enforce_nonce` looks at. */
export function createNonces(clock: Clock) {
  const kept = new Map<string, { readonly message: Message; readonly at: number }>();
  const keyOf = (channel: Channel, nonce: string | number) => `${channel.id} ${nonce}`;
  return {
    get(channel: Channel, nonce: string | number | null | undefined): Message | undefined {
      const known = nonce == null ? undefined : kept.get(keyOf(channel, nonce));
      return known && clock.now() - known.at < rememberedMs ? known.message : undefined;
    },
    keep(channel: Channel, nonce: string | number | null | undefined, message: Message): void {
      if (nonce != null) kept.set(keyOf(channel, nonce), { message, at: clock.now() });
    },
  };
}
