import type { types } from '@slack/bolt';
import sharp from 'sharp';
import type { FakeSlack } from './slack/open-slack.ts';
import type { SeenMessage } from './slack/someone.ts';

/** A picture of one colour, as somebody uploads it: 'red.png'. */
export async function ofColour(name: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const [background = '', format = ''] = name.split('.');
  const plain = sharp({ create: { width: 32, height: 32, channels: 3, background } });
  // The names of the tests are of formats that it knows.
  return { name, bytes: new Uint8Array(await plain.toFormat(format as 'png').toBuffer()) };
}

/** Slack's ids of the pictures that are shown in a message, in their order. */
export const shownIn = ({ blocks = [] }: SeenMessage): readonly string[] =>
  blocks.flatMap((block) => {
    const picture = block.type === 'section' ? block.accessory : undefined;
    return picture?.type === 'image' ? [idOf(picture)] : [];
  });

const idOf = (picture: types.ImageElement): string =>
  'slack_file' in picture && picture.slack_file && 'id' in picture.slack_file
    ? (picture.slack_file.id ?? '')
    : '';

/** Names of the files that the app has uploaded, by their ids. */
export const uploadedTo = ({ requests }: FakeSlack): ReadonlyMap<string, string> =>
  new Map(
    requests
      .filter(({ method }) => method === 'files.getUploadURLExternal')
      .map(({ args, answer }) => [(answer as { file_id: string }).file_id, String(args.filename)]),
  );
