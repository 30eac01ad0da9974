import type { SlackFile } from '../../../../schema/slack-form.ts';
import type { AttachmentRef } from '../../../core/call.ts';
import { tableFileKind } from '../../../core/table-files.ts';
import { maxPictures } from '../limits.ts';
import { fileUrl, isGone } from '../wire.ts';

const ends = /\.(jpe?g|png|webp|gif|avif|heic|tiff?|bmp|svg)$/i;

/** The options of `/classify` for the pictures among these files, up to four; undefined when there is none. */
export function picturesIn(
  team: string,
  files: readonly SlackFile[] = [],
): Readonly<Record<string, AttachmentRef>> | undefined {
  const all = files.filter(mayBePicture);
  // What is gone takes nothing from the others.
  const there = all.filter((file) => !isGone(file));
  const pictures = there.length > 0 ? there : all;
  return pictures.length === 0 ? undefined : picturesAsOptions(team, pictures);
}

/** All that was handed in as a picture, whatever it is: what is none is told to be none. */
export const picturesAsOptions = (
  team: string,
  files: readonly SlackFile[],
): Readonly<Record<string, AttachmentRef>> =>
  Object.fromEntries(
    files
      .slice(0, maxPictures)
      .map((file, at) => [at === 0 ? 'image' : `image${at + 1}`, attachmentRef(team, file)]),
  );

/** What is known of a file of another workspace, and of one that is gone, does not say what it is. */
const mayBePicture = (file: SlackFile): boolean =>
  isGone(file) ||
  file.file_access === 'check_file_info' ||
  (file.mimetype?.startsWith('image/') ?? ends.test(file.name ?? ''));

export const attachmentRef = (team: string, file: SlackFile): AttachmentRef => ({
  kind: 'attachment',
  name: file.name ?? file.id,
  size: file.size ?? 0,
  address: { team, file: file.id, url: fileUrl(file) ?? null },
});

/** The first of these files that can be asked. */
export function fileIn(team: string, files: readonly SlackFile[] = []): AttachmentRef | undefined {
  const file = files.find((one) => !isGone(one) && tableFileKind(one.name ?? '') !== undefined);
  return file && attachmentRef(team, file);
}

/** Slack's ids of the pictures, in the order of the options. */
export const fileIds = (options: Readonly<Record<string, AttachmentRef>>): string[] =>
  Object.values(options).flatMap(({ address }) =>
    typeof address === 'object' && address !== null && 'file' in address ? [String(address.file)] : [],
  );
