import type { House } from './house.ts';
import { checkMentions, checkMessage, checkNotEmpty, type MessageBody } from './message-rules.ts';
import type { SentBody } from './multipart.ts';
import { badBody, Refusal } from './refusal.ts';
import { type BodyKind, checkSchema } from './schemas.ts';
import type { Channel, Message } from './world.ts';

const defaultFileLimit = 10 * 1024 * 1024;

interface Sent {
  readonly kind: BodyKind;
  /** The message, where it is only a part of what was sent. */
  readonly body?: unknown;
  readonly sent: SentBody;
  readonly channel: Channel;
  /** What is edited. */
  readonly edited?: Message;
}

/** A message to send or an edit, once every rule has been looked at. */
export function acceptMessage(house: House, { kind, sent, body: part, channel, edited }: Sent): MessageBody {
  checkSchema(kind, sent.json);
  const body = (part ?? sent.json) as MessageBody;
  const { files } = sent;
  const limit = channel.guild?.attachmentSizeLimit ?? defaultFileLimit;
  if (files.some(({ bytes }) => bytes.length > limit)) throw new Refusal('tooLarge');
  const had = edited?.json.attachments ?? [];
  const kept = had.filter(({ id }) => !body.attachments || body.attachments.some((one) => one.id === id));
  for (const { id } of body.attachments ?? [])
    if (!files[Number(id)] && !had.some((one) => one.id === id))
      throw badBody('attachments', 'HOUSE_RULE', `There is no file ${id}.`);
  const names = files.map(
    ({ name }, n) => body.attachments?.find(({ id }) => id === String(n))?.filename ?? name,
  );
  checkMessage(body, [...names, ...kept.map(({ filename }) => filename)]);
  checkNotEmpty({ ...shownBy(edited), ...body }, files.length + kept.length);
  mind(house, body);
  return body;
}

const shownBy = (edited: Message | undefined): MessageBody =>
  edited
    ? { content: edited.json.content, embeds: edited.json.embeds, components: edited.json.components ?? [] }
    : {};

function mind(house: House, body: MessageBody): void {
  try {
    checkMentions(body);
  } catch (refusal) {
    if (house.strictMentions || !(refusal instanceof Refusal)) throw refusal;
    house.blame(refusal.message);
  }
}
