import { sayIn } from '../../../core/text.ts';
import type { SlackApi } from '../api.ts';
import type { People } from '../people.ts';
import { isDirect } from '../place.ts';
import type { SlackMessage } from '../render/message.ts';
import { noticeMessage, refusalMessage } from '../render/notice.ts';
import type { Message } from '../wire.ts';
import type { Deed } from './deed.ts';
import { fileIds, picturesIn } from './pictures.ts';
import type { Take } from './take.ts';
import { wholeFiles } from './whole-files.ts';

/** The entry of a message's menu, as Slack posts it. */
export interface Shortcut {
  readonly user: { readonly id: string };
  readonly team: { readonly id: string } | null;
  readonly channel: { readonly id: string };
  readonly message: Message;
  readonly trigger_id: string;
  readonly response_url: string;
}

export interface ShortcutOptions {
  readonly api: Pick<SlackApi, 'respond' | 'file'>;
  readonly people: People;
  readonly take: Take;
}

/** "Classify image": up to four pictures of a message that anybody wrote, answered below it. */
export function createShortcuts({ api, people, take }: ShortcutOptions) {
  return async (shortcut: Shortcut, acknowledge: () => Promise<unknown>): Promise<void> => {
    const { user, channel, message, trigger_id, response_url } = shortcut;
    const team = shortcut.team?.id;
    if (team === undefined) {
      await acknowledge();
      return;
    }
    const caller = await people.callerOf(team, user.id);
    const { locale } = caller;
    const say = sayIn(locale);
    const tell = async (sent: SlackMessage) => {
      await acknowledge();
      await api.respond({ url: response_url, seenBy: 'ephemeral', thread: from }, sent);
    };
    const from = message.thread_ts === message.ts ? null : (message.thread_ts ?? null);
    const options = picturesIn(team, await wholeFiles(api, team, message.files ?? []));
    if (!options) return tell(noticeMessage(say('chat.noPicture')));
    const deed: Deed = {
      team,
      caller,
      at: {
        channel: channel.id,
        thread: isDirect(channel.id) ? (message.thread_ts ?? null) : (message.thread_ts ?? message.ts),
        from,
        conversation: message.thread_ts ?? null,
        ephemeral: false,
        responseUrl: response_url,
      },
      key: `shortcut:${trigger_id}`,
    };
    await take(
      deed,
      { command: 'classify', options, files: fileIds(options) },
      {
        accepted: acknowledge,
        refused: (reply) => tell(refusalMessage(reply, { locale, say })),
      },
    );
  };
}
