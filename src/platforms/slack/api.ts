import type { Logger } from '@slack/bolt';
import { webApi } from '@slack/bolt';
import type { SlackFile } from '../../../schema/slack-form.ts';
import { asAccessError } from './access-errors.ts';
import type { Complain } from './complaints.ts';
import { createGate, Limited } from './gate.ts';
import { SlackRefused } from './refusals.ts';
import type { SlackMessage } from './render/message.ts';
import { atResponseUrl } from './response-url.ts';
import type { Message, View } from './wire.ts';

/** Where a message stands. */
export interface Spot {
  readonly team: string;
  readonly channel: string;
  /** Below this message; null: in the channel itself. */
  readonly thread: string | null;
}

/** Where somebody did something, for whoever answers it within half an hour. */
export interface ResponseSpot {
  readonly url: string;
  readonly seenBy: 'ephemeral' | 'in_channel';
  /** As in `Spot`. */
  readonly thread: string | null;
}

/** A file to hand to people. */
interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The channel that it is shown in; nobody sees it without one. */
  readonly to?: string;
}

interface UserInfo {
  readonly locale?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly profile?: { readonly display_name?: string; readonly real_name?: string };
}

/** The requests that Magpie makes. Each rejects with SlackRefused; those that people wait for keep to Slack's limits by themselves. */
export interface SlackApi {
  /** Gives the message's ts. `call` is written into its metadata, so that it can be found again. */
  post(spot: Spot, message: SlackMessage, call: string): Promise<string>;
  /** A message of the bot to one person, in their direct messages. */
  postTo(team: string, person: string, message: SlackMessage): Promise<string>;
  update(spot: Spot, ts: string, message: SlackMessage): Promise<void>;
  remove(spot: Spot, ts: string): Promise<void>;
  postEphemeral(spot: Spot, person: string, message: SlackMessage): Promise<void>;
  /** The message that `post` made for this call, among the last hundred since then; undefined when there is none. */
  find(spot: Spot, call: string, since: Date): Promise<string | undefined>;
  /** The message with this ts. */
  message(spot: Spot, ts: string): Promise<Message | undefined>;
  /** Needs no token, and leaves what was there as it is. */
  respond(to: ResponseSpot, message: SlackMessage): Promise<void>;
  /** Takes away the message whose button was pressed; the only way for one that a single person sees. */
  takeAway(url: string): Promise<void>;
  openView(team: string, trigger: string, view: View): Promise<void>;
  publishHome(team: string, person: string, view: View): Promise<void>;
  user(team: string, person: string): Promise<UserInfo>;
  file(team: string, id: string): Promise<SlackFile>;
  /** Gives the file's id. */
  upload(team: string, upload: Upload): Promise<string>;
  /** The channel in which the bot and this person are alone. */
  directChannel(team: string, person: string): Promise<string>;
  /** Whether an edit would go out at once: progress gives way to answers. */
  mayEdit(team: string): boolean;
}

export interface SlackApiOptions {
  readonly apiUrl: string;
  /** Rejects with SlackRefused `not_installed`. */
  readonly tokenOf: (team: string) => Promise<string>;
  readonly logger: Logger;
  readonly complain: Complain;
}

const timeoutMs = 15_000;

export function createSlackApi({ apiUrl, tokenOf, logger, complain }: SlackApiOptions): SlackApi {
  const gate = createGate();
  const clients = new Map<string, webApi.WebClient>();

  const clientOf = async (team: string): Promise<webApi.WebClient> => {
    const token = await tokenOf(team);
    const known = clients.get(token);
    if (known) return known;
    const client = new webApi.WebClient(token, {
      slackApiUrl: apiUrl,
      allowAbsoluteUrls: false,
      logger,
      timeout: timeoutMs,
      // Waiting and trying again is decided here: the client would hold up everything of its workspace.
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
    });
    clients.set(token, client);
    return client;
  };

  const plain = async <T>(
    team: string,
    method: string,
    work: (client: webApi.WebClient) => Promise<unknown>,
  ) => {
    try {
      // What Slack answers is documented for each method, and typed where it is used.
      return (await work(await clientOf(team))) as T;
    } catch (error) {
      if (error instanceof webApi.WebAPIRateLimitedError) throw new Limited(error.retryAfter);
      const refused = refusalOf(method, error);
      // Looking back is not always granted, and not needed.
      if (!looksBack.has(method)) complain(refused, asAccessError(error, method), team);
      throw refused;
    }
  };
  const call = <T>(team: string, method: string, args: Record<string, unknown>): Promise<T> =>
    plain<T>(team, method, (client) => client.apiCall(method, args));
  /** In its turn, and again when it was too much. */
  const inTurn = <T>(key: string, team: string, method: string, args: Record<string, unknown>) =>
    gate.pass(`${method} ${team} ${key}`, () => call<T>(team, method, args));
  /** At once or not at all. */
  const atOnce = <T>(team: string, method: string, args: Record<string, unknown>): Promise<T> =>
    call<T>(team, method, args).catch((error) => {
      throw error instanceof Limited ? new SlackRefused(method, 'ratelimited') : error;
    });
  const inThread = ({ thread }: Pick<Spot, 'thread'>) => (thread === null ? {} : { thread_ts: thread });

  const messages = async (spot: Spot, args: Record<string, unknown>): Promise<readonly Message[]> => {
    const { team, channel, thread } = spot;
    const method = thread === null ? 'conversations.history' : 'conversations.replies';
    const where = { channel, ...(thread !== null && { ts: thread }) };
    const found = await atOnce<{ messages?: readonly Message[] }>(team, method, { ...where, ...args });
    return found.messages ?? [];
  };

  return {
    async post(spot, message, id) {
      const { team, channel } = spot;
      const { ts } = await inTurn<{ ts: string }>(channel, team, 'chat.postMessage', {
        channel,
        ...inThread(spot),
        ...message,
        ...inert,
        metadata: { event_type: callEvent, event_payload: { call: id } },
      });
      return ts;
    },
    async postTo(team, person, message) {
      const args = { channel: person, ...message, ...inert };
      const { ts } = await inTurn<{ ts: string }>(person, team, 'chat.postMessage', args);
      return ts;
    },
    async update({ team, channel }, ts, message) {
      await inTurn('', team, 'chat.update', { channel, ts, ...message });
    },
    async remove({ team, channel }, ts) {
      await inTurn('', team, 'chat.delete', { channel, ts });
    },
    async postEphemeral(spot, user, message) {
      const { team, channel } = spot;
      await inTurn('', team, 'chat.postEphemeral', { channel, user, ...inThread(spot), ...message });
    },
    async find(spot, id, since) {
      const oldest = String(since.getTime() / 1000 - clockDriftSeconds);
      const found = await messages(spot, { oldest, limit: 100, include_all_metadata: true });
      return found.find(
        ({ metadata }) => metadata?.event_type === callEvent && metadata.event_payload?.call === id,
      )?.ts;
    },
    async message(spot, ts) {
      // What a thread hangs on comes with it, and counts.
      const found = await messages(spot, { oldest: ts, latest: ts, inclusive: true, limit: 2 });
      return found.find((message) => message.ts === ts);
    },
    respond: ({ url, seenBy, thread }, message) =>
      atResponseUrl(url, {
        response_type: seenBy,
        replace_original: false,
        ...inThread({ thread }),
        ...message,
      }),
    takeAway: (url) => atResponseUrl(url, { delete_original: true }),
    async openView(team, trigger_id, view) {
      await atOnce(team, 'views.open', { trigger_id, view });
    },
    async publishHome(team, user_id, view) {
      await inTurn(user_id, team, 'views.publish', { user_id, view });
    },
    async user(team, user) {
      const found = await atOnce<{ user: UserInfo }>(team, 'users.info', { user, include_locale: true });
      return found.user;
    },
    async file(team, file) {
      const found = await inTurn<{ file: SlackFile }>('', team, 'files.info', { file });
      return found.file;
    },
    upload: (team, { name, bytes, to }) =>
      gate.pass(`upload ${team}`, async () => {
        const file = { file: Buffer.from(bytes), filename: name, title: name };
        const done = await plain<Uploaded>(team, 'files.uploadV2', (client) =>
          client.filesUploadV2(to === undefined ? file : { ...file, channel_id: to }),
        );
        const id = done.files[0]?.files?.[0]?.id;
        if (id === undefined) throw new SlackRefused('files.uploadV2', 'no_file');
        return id;
      }),
    async directChannel(team, users) {
      const opened = await inTurn<{ channel: { id: string } }>(users, team, 'conversations.open', { users });
      return opened.channel.id;
    },
    mayEdit: (team) => gate.isFree(`chat.update ${team} `),
  };
}

interface Uploaded {
  readonly files: readonly { readonly files?: readonly { readonly id: string }[] }[];
}

/** Nothing in a message is looked up, linked or unfolded. */
const inert = { unfurl_links: false, unfurl_media: false } as const;

const looksBack: ReadonlySet<string> = new Set(['conversations.history', 'conversations.replies']);

const callEvent = 'magpie_call';
/** A message of now is not missed when our clock is ahead of Slack's. */
const clockDriftSeconds = 60;

/** The original is not kept as a cause: it holds headers, and with them tokens. */
function refusalOf(method: string, error: unknown): SlackRefused {
  if (error instanceof SlackRefused) return error;
  if (error instanceof webApi.WebAPIPlatformError) {
    // The SDK's type leaves the scope out.
    const { error: why, needed } = error.data as { readonly error: string; readonly needed?: string };
    return new SlackRefused(method, why, needed);
  }
  if (error instanceof webApi.WebAPIHTTPError) return new SlackRefused(method, `http_${error.statusCode}`);
  return new SlackRefused(method, 'unreachable');
}
