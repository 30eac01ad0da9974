import { buttonIn } from './buttons.ts';
import type { Clock } from './clock.ts';
import { type View, viewJson } from './views.ts';
import { asPressed } from './wire-text.ts';
import { type Channel, type Message, type MessageJson, type Person, repliesTo } from './world.ts';

type Payload = Readonly<Record<string, unknown>>;

/** What a person did as the app is told of it, but for trigger_id and response_url. https://docs.slack.dev/reference/interaction-payloads */
export interface Payloads {
  command(channel: Channel, command: string, text: string): Payload;
  shortcut(channel: Channel, message: Message, callbackId: string): Payload;
  press(channel: Channel, message: Message, button: string): Payload;
  pressInView(view: View, button: string): Payload;
  /** `state`: the `state.values`. */
  submission(view: View, state: object): Payload;
}

export function createPayloads({ id, name, team }: Person, clock: Clock): Payloads {
  const username = name.toLowerCase();
  const token = 'verification-token';
  const head = {
    token,
    api_app_id: team.appId,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id, username, name: username, team_id: team.id },
  };
  const place = (channel: Channel) => ({ id: channel.id, name: channel.name });
  const pressed = (blocks: Parameters<typeof buttonIn>[0], button: string) => ({
    type: 'block_actions',
    actions: [asPressed({ ...buttonIn(blocks, button), action_ts: clock.ts() })],
  });
  return {
    command: (channel, command, text) => ({
      token,
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: channel.kind === 'group' ? 'privategroup' : channel.name,
      user_id: id,
      user_name: username,
      command,
      // Slack's client trims it.
      text: text.trim(),
      api_app_id: team.appId,
      is_enterprise_install: 'false',
    }),
    shortcut: (channel, { json }, callbackId) => ({
      ...head,
      type: 'message_action',
      callback_id: callbackId,
      action_ts: clock.ts(),
      message_ts: json.ts,
      channel: place(channel),
      message: inThread(channel, json),
    }),
    press(channel, { json: own, visibleTo }, button) {
      const json = inThread(channel, own);
      const isEphemeral = visibleTo !== undefined;
      return {
        ...head,
        ...pressed(json.blocks ?? [], button),
        container: {
          type: 'message',
          message_ts: json.ts,
          channel_id: channel.id,
          is_ephemeral: isEphemeral,
          ...(json.thread_ts !== undefined && { thread_ts: json.thread_ts }),
        },
        channel: place(channel),
        // Of an ephemeral message Slack tells no more than its ts.
        ...(!isEphemeral && { message: asPressed(json) }),
        state: { values: {} },
      };
    },
    pressInView: (view, button) => ({
      ...head,
      ...pressed(view.body.blocks, button),
      container: { type: 'view', view_id: view.id },
      view: viewJson(view),
    }),
    submission: (view, state) => ({
      ...head,
      type: 'view_submission',
      view: viewJson(view, state),
      response_urls: [],
    }),
  };
}

/** Where others have replied, the thread's first message names the thread, too. */
const inThread = (channel: Channel, json: MessageJson): MessageJson =>
  repliesTo(channel, json.ts).length > 0 ? { ...json, thread_ts: json.ts } : json;
