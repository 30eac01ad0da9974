import type { types } from '@slack/bolt';
import { checkBlocks, textsOf } from './block-rules.ts';
import type { House } from './house.ts';
import { liveMrkdwn, liveParts, secretsIn } from './inert-rules.ts';
import { Refusal } from './refusal.ts';
import type { Channel, Team } from './world.ts';

/** Characters of `text` beyond which Slack cuts or refuses it. */
const maxText = 4000;

export interface MessageArgs {
  readonly text?: string | undefined;
  readonly blocks?: readonly types.KnownBlock[] | undefined;
  readonly markdown_text?: string | undefined;
  readonly attachments?: unknown;
  readonly metadata?: unknown;
}

interface Place {
  /** For what is to blame: 'chat.update'. */
  readonly method: string;
  readonly team: Team;
  /** Undefined where there is none, as in a modal. */
  readonly channel?: Channel;
}

/** Refuses a message that Slack would not take, and notes what a well-made app would not say. */
export function acceptMessage(house: House, args: MessageArgs, place: Place): void {
  const { text, blocks, attachments, metadata, markdown_text } = args;
  const { method } = place;
  if (markdown_text !== undefined && (text !== undefined || blocks))
    throw new Refusal('markdown_text_conflict');
  if (!text && !blocks?.length && !attachments && !markdown_text) throw new Refusal('no_text');
  if (blocks) checkBlocks(blocks, 'message', picturesOf(house, place));
  if (metadata !== undefined) checkMetadata(metadata);
  if ((text?.length ?? 0) > maxText) {
    house.blame(`${method}: the text has more than ${maxText} characters`);
    if (method !== 'chat.postMessage') throw new Refusal('msg_too_long', { isMistake: false });
  }
  if (!text && !markdown_text) house.blame(`${method}: blocks without a text for notifications`);
  if (attachments) house.blame(`${method}: attachments are legacy`);
  mindShown(house, method, { text: [text, markdown_text], blocks });
}

/** Notes what could do something when it is shown, and what should not be shown to anybody. */
export function mindShown(
  house: House,
  method: string,
  { text = [], blocks }: { text?: readonly (string | undefined)[]; blocks: unknown },
): void {
  const plain = text.flatMap((one) => one ?? []);
  for (const part of [...plain.flatMap(liveMrkdwn), ...liveParts(blocks)])
    house.blame(`${method}: it shows ${part}`);
  for (const part of secretsIn([...plain, ...textsOf(blocks)], house))
    house.blame(`${method}: people would read a secret in ${part}`);
}

export function picturesOf({ files, blame }: House, { method, team, channel }: Place) {
  return {
    isShown: files.isShown,
    find(id: string) {
      const file = files.get(id) ?? files.atPath(URL.parse(id)?.pathname ?? '');
      if (file?.team !== team) return undefined;
      const isOurs = file.owner === team.bot.userId;
      if (channel && !isOurs && !file.sharedIn.has(channel))
        blame(`${method}: file ${file.id} is not seen by everybody in ${channel.name}`);
      return file;
    },
  };
}

function checkMetadata(metadata: unknown): void {
  const { event_type, event_payload } = Object(metadata) as { event_type?: unknown; event_payload?: unknown };
  const isEmpty = Object.keys(Object(metadata)).length === 0;
  if (!isEmpty && (typeof event_type !== 'string' || typeof event_payload !== 'object'))
    throw new Refusal('invalid_metadata_format');
}
