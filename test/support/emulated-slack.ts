import type { types } from '@slack/bolt';
import { webApi } from '@slack/bolt';
import { createEmulator } from 'emulate';
import { onTestFinished } from 'vitest';
import { freePort } from '../../bench/crash/free-port.ts';
import { createSlackPlatform } from '../../src/platforms/slack/index.ts';
import { scopesOf } from '../../src/platforms/slack/scopes.ts';
import { birdQuestions } from './bird-playground.ts';
import { sharedBirds } from './bird-source.ts';
import { eventually } from './eventually.ts';
import { keptLog } from './kept-log.ts';
import { openToAll } from './open-to-all.ts';
import { knowing, openPlayground } from './playground.ts';
import { buttonIn } from './slack/buttons.ts';
import { createClock } from './slack/clock.ts';
import { createHttpTransport } from './slack/http-transport.ts';
import type { Outcome, Telling } from './slack/transport.ts';
import { slackOptions } from './slack-options.ts';
import { readText } from './slack-text.ts';
import { tempStore } from './temp-store.ts';

/** As the double gives it. */
interface KeptMessage {
  readonly ts: string;
  readonly text: string;
  readonly user: string;
  readonly thread_ts?: string;
  readonly blocks?: readonly types.KnownBlock[];
  readonly files?: readonly KeptFile[];
}

interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly url_private: string;
}

interface Saying {
  readonly thread?: string;
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/**
 * All of Magpie in the Slack of `emulate`, which others wrote: it keeps to the manifest's scopes. What people do in it is told
 * to Magpie from here, for it has no clients.
 */
export interface EmulatedSlack {
  readonly birds: string;
  /** The direct messages of Ada and the bot. */
  readonly dm: string;
  readonly botUser: string;
  slash(channel: string, command: string, text?: string): Promise<Outcome>;
  say(channel: string, text: string, saying?: Saying): Promise<KeptMessage>;
  press(channel: string, message: KeptMessage, label: string): Promise<Outcome>;
  openHome(): Promise<Outcome>;
  /** A thread's with its first message; without it what stands in the channel itself, from the oldest to the newest. */
  messages(channel: string, thread?: string): Promise<readonly KeptMessage[]>;
  /** The last of them with these words, once there is one. */
  seen(channel: string, words: string, thread?: string): Promise<KeptMessage>;
  fileText(file: KeptFile): Promise<string>;
  /** What its inspector shows, as HTML: a channel with what only one person sees in it, modals and Home tabs. */
  inspect(what: { readonly channel: string } | { readonly tab: 'views' }): Promise<string>;
}

const botToken = 'xoxb-canary-emulated-bot';
const adaToken = 'xoxp-canary-emulated-ada';
const signingSecret = 'canary0emulated0signing0secret';
const [botUser, bot, app] = ['U0MAGPIE', 'B0MAGPIE', 'A0MAGPIE'];

export async function emulatedSlack(): Promise<EmulatedSlack> {
  const emulator = await createEmulator({ service: 'slack', port: await freePort(), seed: { slack: seed } });
  onTestFinished(() => emulator.close());
  const slackApiUrl = `${emulator.url}/api/`;
  const ada = new webApi.WebClient(adaToken, { slackApiUrl });
  const asBot = new webApi.WebClient(botToken, { slackApiUrl });
  const { user_id: adaId = '', team_id: team = '' } = await ada.auth.test();
  const listed = await ada.conversations.list();
  const birds = listed.channels?.find(({ name }) => name === 'birds')?.id ?? '';
  await ada.conversations.invite({ channel: birds, users: botUser });
  const opened = await ada.conversations.open({ users: botUser });
  const dm = opened.channel?.id ?? '';

  const store = await tempStore(() => new Date());
  const data = await sharedBirds();
  const log = keptLog();
  const reached = { apiUrl: slackApiUrl, signingSecret, appToken: '', clientId: '', clientSecret: '' };
  const platform = createSlackPlatform({
    ...slackOptions(
      { ...reached, now: () => new Date() },
      { store, log, sourcesFor: openToAll(data), models: () => ['three-birds'] },
    ),
    auth: { kind: 'token', botToken },
  });
  const house = await openPlayground({
    store,
    data,
    writer: knowing(birdQuestions),
    pageRows: 2,
    log,
    platforms: [platform],
  });
  onTestFinished(() => house.close());

  const clock = createClock(() => new Date());
  onTestFinished(() => clock.close());
  const transport = createHttpTransport({ signingSecret, clock, url: () => `${platform.url}/slack/events` });
  const tell = (kind: Telling['kind'], body: Telling['body']) => transport.tell({ kind, body });
  const tellEvent = async (event: Telling['body']): Promise<Outcome> =>
    tell('event', {
      ...{ type: 'event_callback', team_id: team, api_app_id: app, event_id: clock.id('Ev') },
      event,
      authorizations: [{ enterprise_id: null, team_id: team, user_id: botUser, is_bot: true }],
    });
  /** One that the double knows, for Ada. */
  const trigger = async (): Promise<string> => {
    const made = await asBot.apiCall('views.generateTriggerId', { user_id: adaId });
    return String(Object(made).trigger_id);
  };
  // The double answers with what it keeps, which the SDK's types know less well.
  const messages: EmulatedSlack['messages'] = async (channel, ts) => {
    const found =
      ts === undefined
        ? (await ada.conversations.history({ channel })).messages?.toReversed()
        : (await ada.conversations.replies({ channel, ts })).messages;
    return (found ?? []) as readonly KeptMessage[];
  };
  const post = async (channel: string, text: string, { thread, files = [] }: Saying) => {
    const place = { channel, ...(thread !== undefined && { thread_ts: thread }) };
    if (files.length === 0) {
      await ada.chat.postMessage({ ...place, text });
      return;
    }
    const uploads = files.map(({ name, bytes }) => ({ file: Buffer.from(bytes), filename: name }));
    await ada.filesUploadV2({
      ...(thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread }),
      initial_comment: text,
      file_uploads: uploads,
    });
  };

  return {
    birds,
    dm,
    botUser,
    slash: async (channel, command, text = '') =>
      tell('command', {
        ...{ team_id: team, channel_id: channel, user_id: adaId, api_app_id: app },
        ...{ command, text, trigger_id: await trigger(), is_enterprise_install: 'false' },
        // It has none.
        response_url: `${emulator.url}/response/none`,
      }),
    async say(channel, text, saying = {}) {
      await post(channel, text, saying);
      const kept = await messages(channel, saying.thread);
      const said = kept.at(-1);
      if (!said) throw new Error('the double has lost a message');
      // Slack's events say who began the thread; the double does not.
      const root = saying.thread === undefined ? undefined : kept.at(0);
      const place = {
        channel,
        channel_type: channel === dm ? 'im' : 'channel',
        event_ts: said.ts,
        ...(root && { parent_user_id: root.user }),
      };
      const { files: _, ...plain } = said;
      const isMention = channel !== dm && text.includes(`<@${botUser}>`);
      await Promise.all([
        tellEvent({ ...said, type: 'message', ...place }),
        ...(isMention ? [tellEvent({ ...plain, type: 'app_mention', ...place })] : []),
      ]);
      return said;
    },
    press: async (channel, message, label) =>
      tell('interaction', {
        ...{ type: 'block_actions', api_app_id: app, team: { id: team }, user: { id: adaId, team_id: team } },
        ...{ trigger_id: await trigger(), response_url: `${emulator.url}/response/none` },
        channel: { id: channel },
        container: {
          ...{ type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: false },
          ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
        },
        message,
        actions: [{ ...buttonIn(message.blocks ?? [], label), action_ts: clock.ts() }],
      }),
    openHome: () => tellEvent({ type: 'app_home_opened', user: adaId, channel: dm, tab: 'home' }),
    messages,
    seen: (channel, words, thread) =>
      eventually(async () =>
        (await messages(channel, thread)).findLast((message) => readText(message).includes(words)),
      ),
    async fileText({ url_private: url }) {
      const response = await fetch(url, { headers: { authorization: `Bearer ${adaToken}` } });
      return response.text();
    },
    async inspect(what) {
      const page = await fetch(`${emulator.url}/?${new URLSearchParams(what)}`);
      return page.text();
    },
  };
}

const seed = {
  team: { name: 'Nest', domain: 'nest' },
  users: [{ name: 'ada', real_name: 'Ada' }],
  channels: [{ name: 'birds' }],
  oauth_apps: [
    {
      ...{ client_id: '1.2', client_secret: 'none', name: 'Magpie', redirect_uris: [] },
      ...{ app_id: app, bot_id: bot, bot_user_id: botUser, bot_name: 'magpie' },
      scopes: scopesOf({ mentionsOnly: false }),
    },
  ],
  tokens: [
    {
      ...{ token: botToken, type: 'bot', user: botUser, app_id: app, bot_id: bot, bot_user_id: botUser },
      scopes: scopesOf({ mentionsOnly: false }),
    },
    {
      ...{ token: adaToken, type: 'user', user: 'ada' },
      scopes: [
        ...['channels:read', 'channels:history', 'channels:manage', 'chat:write', 'files:read'],
        ...['files:write', 'im:history', 'im:read', 'im:write', 'users:read'],
      ],
    },
  ],
  signing_secret: signingSecret,
  strict_scopes: true,
};
