import type { SlackFile } from '../../../../schema/slack-form.ts';
import type { Call } from '../../../core/call.ts';
import type { CallStore } from '../../../core/call-store.ts';
import { sayIn } from '../../../core/text.ts';
import type { Intake } from '../../placeholder/intake.ts';
import type { SlackApi, Spot } from '../api.ts';
import { newCall, platformName } from '../new-call.ts';
import type { People } from '../people.ts';
import { conversationIn, isDirect } from '../place.ts';
import type { SlackMessage } from '../render/message.ts';
import { noticeMessage, refusalMessage } from '../render/notice.ts';
import type { MessageEvent } from '../wire.ts';
import type { WorkspaceOf } from '../workspaces.ts';
import type { PairUp, Post } from './pairs.ts';
import { fileIds, fileIn, picturesIn } from './pictures.ts';
import { isMentioned, plainText, unnamedIn, withoutMention } from './text.ts';
import { wholeFiles } from './whole-files.ts';

export interface MessageOptions {
  readonly api: SlackApi;
  readonly calls: Pick<CallStore, 'byDedupeKey'>;
  readonly intake: Intake;
  readonly pairUp: PairUp;
  readonly people: People;
  readonly workspaceOf: WorkspaceOf;
  readonly now: () => Date;
}

/** Of people that a question mentions, as many are asked after. */
const maxNames = 10;

const writing: ReadonlySet<string | undefined> = new Set([undefined, 'file_share', 'thread_broadcast']);

/**
 * What people write to the bot: by mentioning it, in a direct message, and, where it may read along, anything in a thread that
 * it started. Rejects when it is not known whether a call could be stored: Slack then tells of it again.
 */
export function createMessages(options: MessageOptions) {
  const { api, calls, intake, pairUp, people, workspaceOf, now } = options;

  /** Did an answer begin this thread? */
  const isOurs = async (team: string, event: MessageEvent, botUser: string): Promise<boolean> => {
    const { thread_ts: thread, channel } = event;
    if (thread === undefined) return false;
    if ((event.parent_user_id ?? event.root?.user) === botUser) return true;
    // It hangs on the question, then. In a thread of their own people who asked once go on talking to each other.
    const question = await calls.byDedupeKey(platformName, keyOf(team, channel, thread));
    return question?.opened === thread;
  };

  /** Events that tell of a mention may leave out the files; where nobody else tells, Slack is asked. Undefined: it does not say. */
  const filesOf = async (team: string, post: Post): Promise<readonly SlackFile[] | undefined> => {
    if (!post.filesUnknown) return wholeFiles(api, team, post.files ?? []);
    const spot = { team, channel: post.channel, thread: post.thread_ts ?? null };
    const whole = await api.message(spot, post.ts).catch(() => undefined);
    return whole && wholeFiles(api, team, whole.files ?? []);
  };

  const readable = async (team: string, text: string): Promise<string> => {
    const mentioned = unnamedIn(text)
      .slice(0, maxNames)
      .map((id) => people.callerOf(team, id));
    return plainText(text, new Map((await Promise.all(mentioned)).map(({ id, name }) => [id, name])));
  };

  const take = async (team: string, post: Post, botUser: string): Promise<void> => {
    const { channel, ts, user = '' } = post;
    // Slack waits for three seconds.
    const [caller, files, text] = await Promise.all([
      people.callerOf(team, user),
      filesOf(team, post),
      readable(team, withoutMention(post.text ?? '', botUser)),
    ]);
    const { locale } = caller;
    const say = sayIn(locale);
    const pictures = picturesIn(team, files);
    const file = fileIn(team, files);
    // A direct message is answered where it stands, all else below the message.
    const from = post.thread_ts ?? null;
    const spot: Spot = { team, channel, thread: from ?? (isDirect(channel) ? null : ts) };
    /** A thread that has no replies yet would show nobody what is for one person alone. */
    const tell = (message: SlackMessage, id: string) =>
      isDirect(channel)
        ? api.post(spot, message, id)
        : api.postEphemeral({ ...spot, thread: from }, user, message);
    if (!text && !pictures) {
      const without = files?.length === 0 ? 'chat.mentioned' : 'chat.noPicture';
      const why = file ? 'line.fileWithoutQuestion' : files ? without : 'slack.mentionedUnseen';
      await tell(noticeMessage(say(why)), ts);
      return;
    }
    const call: Call = newCall(
      {
        ...(pictures
          ? { command: 'classify', options: pictures }
          : { command: 'ask', options: { question: text, ...(file && { file }) } }),
        conversation: conversationIn(team, channel, post.thread_ts),
        caller: isDirect(channel) ? { ...caller, roles: ['admin'] } : caller,
        replyTo: {
          ...spot,
          from,
          ephemeral: false,
          silent: false,
          responseUrl: null,
          about: ts,
          message: null,
          files: fileIds(pictures ?? {}),
        },
        dedupeKey: keyOf(team, channel, ts),
      },
      now(),
    );
    await intake(call, {
      // The first that is shown is the progress.
      acknowledge: async () => undefined,
      refuse: ({ reply }) => tell(refusalMessage(reply, { locale, say }), call.id),
    });
  };

  return async (team: string, event: MessageEvent): Promise<void> => {
    if (event.bot_id !== undefined || event.user === undefined) return;
    if (event.type === 'message' && !writing.has(event.subtype)) return;
    const { botUser } = await workspaceOf(team);
    if (event.user === botUser) return;
    const mentions = !isDirect(event.channel) && isMentioned(event.text ?? '', botUser);
    const post = await pairUp(team, event, mentions);
    if (!post) return;
    const isForUs = isDirect(event.channel) || post.mentioned || (await isOurs(team, post, botUser));
    if (isForUs) await take(team, post, botUser);
  };
}

/** Of the call that a message makes. */
const keyOf = (team: string, channel: string, ts: string): string => `message:${team}:${channel}:${ts}`;
