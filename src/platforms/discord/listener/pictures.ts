import type { APIMessage } from 'discord.js';
import type { AttachmentRef } from '../../../core/call.ts';
import { tableFileKind } from '../../../core/table-files.ts';
import { maxRankings } from '../limits.ts';
import { attachmentRef } from './slash-options.ts';

const ends = /\.(jpe?g|png|webp|gif|avif)$/i;

/** The options of `/classify` for the pictures of a message, up to four; undefined when there is none. */
export function picturesIn(
  message: Pick<APIMessage, 'attachments'> | undefined,
): Readonly<Record<string, AttachmentRef>> | undefined {
  const pictures = (message?.attachments ?? []).filter(
    ({ content_type, filename }) => content_type?.startsWith('image/') ?? ends.test(filename),
  );
  if (pictures.length === 0) return undefined;
  return Object.fromEntries(
    pictures
      .slice(0, maxRankings)
      .map((picture, at) => [at === 0 ? 'image' : `image${at + 1}`, attachmentRef(picture)]),
  );
}

/** The first file of a message that can be asked. */
export function fileIn({ attachments }: Pick<APIMessage, 'attachments'>): AttachmentRef | undefined {
  const file = attachments.find(({ filename }) => tableFileKind(filename) !== undefined);
  return file && attachmentRef(file);
}
