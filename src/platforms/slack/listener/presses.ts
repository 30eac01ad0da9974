import type { SlackPlacement } from '../../../../schema/slack.ts';
import type { CallStore } from '../../../core/call-store.ts';
import type { AnyCommand } from '../../../core/command.ts';
import { sayIn } from '../../../core/text.ts';
import { offeredAction } from '../../placeholder/offered.ts';
import type { SlackApi } from '../api.ts';
import type { People } from '../people.ts';
import { conversationIn, isDirect } from '../place.ts';
import { noticeMessage, refusalMessage } from '../render/notice.ts';
import { decodeFollow, decodePress } from '../render/press.ts';
import type { Deed } from './deed.ts';
import type { OpenForm } from './open-form.ts';
import type { Take } from './take.ts';
import { type Tell, waitingMessage } from './tell.ts';

/** A press of a button, as Slack posts it. */
export interface Pressed {
  readonly user: { readonly id: string };
  readonly team: { readonly id: string } | null;
  readonly trigger_id: string;
  readonly response_url?: string;
  readonly actions: readonly { readonly value?: string; readonly action_ts?: string }[];
  readonly container: {
    readonly type?: string;
    readonly channel_id?: string;
    readonly message_ts?: string;
    readonly thread_ts?: string;
    readonly is_ephemeral?: boolean;
  };
}

export interface PressOptions {
  readonly calls: Pick<CallStore, 'get'>;
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly api: SlackApi;
  readonly people: People;
  readonly take: Take;
  readonly tell: Tell;
  readonly openForm: OpenForm;
}

/** Buttons below answers, and those of the Home tab. `acknowledge` tells Slack that the press has arrived. */
export function createPresses({ calls, commands, api, people, take, tell, openForm }: PressOptions) {
  /** Below the message that was pressed; from the Home tab it goes to the direct messages. */
  const placementOf = async (
    team: string,
    { container, user, response_url }: Pressed,
  ): Promise<SlackPlacement> => {
    const { channel_id: channel, message_ts, thread_ts, is_ephemeral: ephemeral = false } = container;
    const from = thread_ts === message_ts ? null : (thread_ts ?? null);
    const said = { from, ephemeral, responseUrl: response_url ?? null };
    if (channel === undefined)
      return { channel: await api.directChannel(team, user.id), thread: null, conversation: null, ...said };
    // Nothing can stand below what only one person sees; direct messages are no place for threads.
    const stays = ephemeral || isDirect(channel);
    const thread = thread_ts ?? (stays ? undefined : message_ts) ?? null;
    return { channel, thread, conversation: thread, ...said };
  };

  /** Text that must not be left empty has been begun: in the answer, as no value holds it. */
  const isRequired = (command: string, option: string): boolean =>
    commands.get(command)?.options[option]?.required === true;

  const begunOf = async (pressed: Parameters<typeof offeredAction>[1], { team, caller, at }: Deed) => {
    const here = { conversation: conversationIn(team, at.channel, undefined), callerId: caller.id };
    const action = await offeredAction(calls, pressed, here);
    const initial = action?.input?.initial;
    return action && initial !== undefined ? { initial, title: action.label } : ('gone' as const);
  };

  return async (pressed: Pressed, acknowledge: () => Promise<unknown>): Promise<void> => {
    const [action] = pressed.actions;
    const team = pressed.team?.id;
    const follow = decodeFollow(action?.value);
    const press = decodePress(action?.value);
    if (team === undefined || (!follow && !press)) {
      await acknowledge();
      return;
    }
    const at = await placementOf(team, pressed);
    const caller = await people.callerOf(team, pressed.user.id);
    const { locale } = caller;
    const say = sayIn(locale);
    const deed: Deed = { team, caller, at, key: `press:${pressed.trigger_id}` };
    const open = async (wanted: Parameters<OpenForm>[0], where: SlackPlacement) => {
      await acknowledge();
      const isOpen = await openForm(wanted, { ...deed, at: where, trigger: pressed.trigger_id });
      if (!isOpen) await tell(deed, noticeMessage(say('slack.formTooLate')));
    };
    // Whoever goes on with what only they can see goes on alone.
    if (follow)
      return open({ kind: 'follow', private: at.ephemeral }, { ...at, conversation: follow.thread });
    if (!press) return;
    const { input } = press;
    if (input !== undefined) {
      const wanted = { ...press, input };
      const begun = isRequired(press.command, input) ? await begunOf(wanted, deed) : undefined;
      if (begun !== 'gone') return open({ kind: 'input', press: wanted, begun }, at);
      await acknowledge();
      await tell(deed, noticeMessage(say('problem.CALL_UNKNOWN')));
      return;
    }
    await take(deed, press, {
      async accepted(waits) {
        await acknowledge();
        if (waits) await tell(deed, waitingMessage(waits, deed));
        // What told one person alone that they wait cannot be edited.
        if (press.command === 'cancel' && at.ephemeral && at.responseUrl !== null)
          await api.takeAway(at.responseUrl);
      },
      refused: async (reply) => {
        await acknowledge();
        await tell(deed, refusalMessage(reply, { locale, say }));
      },
    });
  };
}
