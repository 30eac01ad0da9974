import type { types } from '@slack/bolt';
import type { SlackFile } from '../../../schema/slack-form.ts';

/*
 * What Slack sends and takes, as far as Magpie reads it. Source: docs.slack.dev/reference. Whatever else is in it is left alone.
 */

export type View = types.View;

/** Where the bytes are, for whoever shows the token; undefined where Slack no longer gives them. */
export const fileUrl = (file: SlackFile): string | undefined =>
  isGone(file) ? undefined : (file.url_private_download ?? file.url_private ?? undefined);

/** Deleted, or beyond what a free workspace keeps. */
export const isGone = ({ mode }: SlackFile): boolean => mode === 'tombstone' || mode === 'hidden_by_limit';

export interface Message {
  readonly ts: string;
  readonly text?: string;
  readonly user?: string;
  readonly thread_ts?: string;
  readonly files?: readonly SlackFile[];
  readonly metadata?: {
    readonly event_type: string;
    readonly event_payload?: Readonly<Record<string, unknown>>;
  };
}

/** The events `message` and `app_mention`. */
export interface MessageEvent extends Message {
  readonly type: 'message' | 'app_mention';
  readonly channel: string;
  readonly channel_type?: string;
  readonly subtype?: string;
  readonly bot_id?: string;
  /** Who wrote what a thread begins with. */
  readonly parent_user_id?: string;
  /** Of a reply that is shown in the channel too: what the thread begins with. */
  readonly root?: { readonly user?: string };
  /** Of `message_deleted`. */
  readonly deleted_ts?: string;
  /** Of `message_changed`: the message as it is now. */
  readonly message?: { readonly ts: string; readonly subtype?: string };
}

/** The ts of the message that was deleted. Of one that had replies something stays for them to hang on: Slack calls that a change. */
export function deletedIn({ subtype, deleted_ts, message }: MessageEvent): string | undefined {
  if (subtype === 'message_deleted') return deleted_ts;
  return subtype === 'message_changed' && message?.subtype === 'tombstone' ? message.ts : undefined;
}
