import {
  type APIChannel,
  type APIInteractionResponse,
  DiscordAPIError,
  type RawFile,
  type REST,
  type RESTPatchAPIWebhookWithTokenMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord.js';

/** Discord said no, or could not be reached. Neither address nor body are told: they hold interaction tokens. */
export class DiscordRefused extends Error {
  /** RESTJSONErrorCodes; 0 when there is none. */
  readonly code: number;
  /** HTTP status; 0 when nothing came back. */
  readonly status: number;

  constructor(code: number, status: number, message: string) {
    super(message);
    this.name = 'DiscordRefused';
    this.code = code;
    this.status = status;
  }
}

export interface Sent {
  readonly body: RESTPostAPIChannelMessageJSONBody | RESTPatchAPIWebhookWithTokenMessageJSONBody;
  readonly files: readonly RawFile[];
}

interface Webhook {
  readonly application: string;
  readonly token: string;
}

/** The requests that Magpie makes. Each rejects with DiscordRefused; those that make or edit a message give its id. */
export interface DiscordApi {
  /** The first answer to an interaction, within 3 s; gives the id of the message that it made, if it made one. */
  respond(
    interaction: { readonly id: string; readonly token: string },
    response: APIInteractionResponse,
  ): Promise<string | undefined>;
  editOriginal(webhook: Webhook, sent: Sent): Promise<string>;
  deleteOriginal(webhook: Webhook): Promise<void>;
  followUp(webhook: Webhook, sent: Sent): Promise<string>;
  send(channel: string, sent: Sent): Promise<string>;
  edit(channel: string, message: string, sent: Sent): Promise<string>;
  remove(channel: string, message: string): Promise<void>;
  openThread(channel: string, message: string, name: string): Promise<void>;
  channel(id: string): Promise<APIChannel>;
  /** The id of the channel in which the bot and this person are alone. */
  directChannel(person: string): Promise<string>;
}

/** `rest` is the bot's; `byToken` answers interactions. */
export function createDiscordApi(rest: REST, byToken: REST): DiscordApi {
  // Every message and channel has one.
  const idOf = (answer: unknown): string => (answer as { readonly id: string }).id;
  const plain = async <T>(request: Promise<unknown>): Promise<T> => {
    try {
      // What Discord answers is documented for each request, and typed where it is used.
      return (await request) as T;
    } catch (error) {
      throw refusalOf(error);
    }
  };
  const withFiles = ({ body, files }: Sent) => ({
    body: { ...body, attachments: files.map(({ name }, id) => ({ id: String(id), filename: name })) },
    files: [...files],
  });

  return {
    async respond({ id, token }, response) {
      const made = await plain<{ resource?: { message?: { id: string } } } | undefined>(
        byToken.post(Routes.interactionCallback(id, token), {
          auth: false,
          body: response,
          query: new URLSearchParams({ with_response: 'true' }),
        }),
      );
      return made?.resource?.message?.id;
    },
    async editOriginal({ application, token }, sent) {
      const route = Routes.webhookMessage(application, token);
      return idOf(await plain(byToken.patch(route, { auth: false, ...withFiles(sent) })));
    },
    async deleteOriginal({ application, token }) {
      await plain(byToken.delete(Routes.webhookMessage(application, token), { auth: false }));
    },
    async followUp({ application, token }, sent) {
      const route = Routes.webhook(application, token);
      return idOf(await plain(byToken.post(route, { auth: false, ...withFiles(sent) })));
    },
    async send(channel, sent) {
      return idOf(await plain(rest.post(Routes.channelMessages(channel), withFiles(sent))));
    },
    async edit(channel, message, sent) {
      return idOf(await plain(rest.patch(Routes.channelMessage(channel, message), withFiles(sent))));
    },
    async remove(channel, message) {
      await plain(rest.delete(Routes.channelMessage(channel, message)));
    },
    async openThread(channel, message, name) {
      await plain(rest.post(Routes.threads(channel, message), { body: { name } }));
    },
    channel: (id) => plain<APIChannel>(rest.get(Routes.channel(id))),
    async directChannel(person) {
      return idOf(await plain(rest.post(Routes.userChannels(), { body: { recipient_id: person } })));
    },
  };
}

function refusalOf(error: unknown): DiscordRefused {
  if (error instanceof DiscordAPIError)
    return new DiscordRefused(Number(error.code), error.status, error.message);
  if (error instanceof Error) {
    const status = 'status' in error ? Number(error.status) : 0;
    return new DiscordRefused(0, status, status > 0 ? `HTTP ${status}` : error.name);
  }
  return new DiscordRefused(0, 0, 'unknown');
}
