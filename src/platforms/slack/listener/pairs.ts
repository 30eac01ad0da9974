import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackFile } from '../../../../schema/slack-form.ts';
import type { MessageEvent } from '../wire.ts';

/** One post, put together from the events that tell of it. */
export interface Post extends MessageEvent {
  /** The bot was mentioned: Slack says so by an event of its own. */
  readonly mentioned: boolean;
  /** The events did not say whether there are files: one that tells of a mention may leave them out. */
  readonly filesUnknown: boolean;
}

/** Milliseconds in which the other event of a post comes, as a rule. */
const graceMs = 400;

/**
 * A mention comes as two events, in either order, `app_mention` and `message`; of these only the second is sure to carry the
 * files, and it only comes where the bot may read along. Resolves for the first of both with what they say together, for the
 * second with undefined.
 */
export type PairUp = (team: string, event: MessageEvent, mentions: boolean) => Promise<Post | undefined>;

export function createPairUp(): PairUp {
  const waiting = new Map<string, (twin: MessageEvent) => void>();

  return async (team, event, mentions) => {
    const alone = event.type === 'message' && !mentions;
    if (alone) return { ...event, mentioned: false, filesUnknown: false };
    const key = `${team} ${event.channel} ${event.ts} `;
    const other = event.type === 'message' ? 'app_mention' : 'message';
    const first = waiting.get(key + event.type);
    if (first) {
      first(event);
      return undefined;
    }
    const twin = Promise.withResolvers<MessageEvent | undefined>();
    waiting.set(key + other, twin.resolve);
    const over = new AbortController();
    const timer = sleep(graceMs, undefined, { signal: over.signal }).catch(() => undefined);
    const found = await Promise.race([twin.promise, timer]);
    over.abort();
    waiting.delete(key + other);
    const files = filesOf(event) ?? filesOf(found);
    return {
      ...event,
      ...(files && { files }),
      ...(found?.parent_user_id !== undefined && { parent_user_id: found.parent_user_id }),
      mentioned: true,
      filesUnknown: !files && event.type === 'app_mention' && found === undefined,
    };
  };
}

const filesOf = (event: MessageEvent | undefined): readonly SlackFile[] | undefined =>
  event?.files && event.files.length > 0 ? event.files : undefined;
