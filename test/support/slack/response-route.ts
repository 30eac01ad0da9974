import type { types } from '@slack/bolt';
import { Hono } from 'hono';
import { acceptMessage } from './accept-message.ts';
import type { House } from './house.ts';
import { Refusal } from './refusal.ts';
import type { ResponseUrl } from './response-urls.ts';
import { rootOf } from './world.ts';

export interface Answer {
  readonly text?: string;
  readonly blocks?: readonly types.KnownBlock[];
  readonly response_type?: 'ephemeral' | 'in_channel';
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: string;
  readonly metadata?: unknown;
}

const known: ReadonlySet<string> = new Set([
  ...['text', 'blocks', 'response_type', 'replace_original', 'delete_original', 'thread_ts', 'metadata'],
  ...['unfurl_links', 'unfurl_media', 'mrkdwn'],
]);

/** What an app answers at a response_url, with no token. https://docs.slack.dev/interactivity/handling-user-interaction */
export function responseRoute(house: House): Hono {
  return new Hono().post('/response/*', async (c) => {
    const to = house.responseUrls.use(c.req.path);
    if (typeof to === 'string') return c.json({ ok: false, error: to }, 404);
    try {
      respond(house, to, (await c.req.json()) as Answer);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      if (refusal.isMistake) house.blame(`response_url: ${refusal.message}`);
      return c.json(refusal.toJSON(), 400);
    }
    return c.text('ok');
  });
}

/** Also for what a command's acknowledgement says. */
export function respond(house: House, to: ResponseUrl, response: Answer): void {
  const { channel, person, of } = to;
  const { messages, blame } = house;
  const { text, blocks, response_type = 'ephemeral', replace_original, delete_original } = response;
  for (const name of Object.keys(response))
    if (!known.has(name)) blame(`response_url: there is no argument ${name}`);
  if (!of && (replace_original || delete_original))
    blame('response_url: only that of a button can change what was said before');
  if (of && replace_original === undefined && delete_original === undefined)
    blame('response_url: it does not say whether the message with the button stays');
  const isGone = of && !channel.messages.includes(of);
  if (isGone && (delete_original || replace_original !== false)) throw new Refusal('message_not_found');
  if (of && delete_original) {
    messages.remove(channel, of);
    return;
  }
  acceptMessage(house, response, { method: 'response_url', team: channel.team, channel });
  if (of && replace_original !== false) {
    const changes = { blocks, ...(text !== undefined && { text }) };
    messages.edit(channel, of, channel.team.bot.userId, changes);
    return;
  }
  const thread = response.thread_ts && rootOf(channel, response.thread_ts)?.json.ts;
  messages.post(channel, {
    text: text ?? '',
    blocks,
    ...(thread && { thread }),
    ...(response_type === 'ephemeral' && { visibleTo: person.id }),
  });
}
