import type { types } from '@slack/bolt';
import { acceptMessage, mindShown } from './accept-message.ts';
import { type ApiCall, type Handlers, joinedChannelOf, teamOf, textOf } from './api-call.ts';
import { threadOf } from './chat-methods.ts';
import { isSeenByBot, type KeptFile, processingMs, type Upload } from './files.ts';
import type { House } from './house.ts';
import { Refusal } from './refusal.ts';

export const fileMethods: Handlers = {
  'files.info': (house, call) => {
    const team = teamOf(call);
    const file = house.files.get(textOf(call.args, 'file') ?? '');
    if (!file || file.team !== team || !isSeenByBot(file)) throw new Refusal('file_not_found');
    if (file.kind === 'deleted') throw new Refusal('file_deleted');
    return { file: file.kind === 'hidden' ? house.files.json(file) : house.files.info(file) };
  },
  'files.getUploadURLExternal': (house, call) => {
    const length = Number(call.args.length);
    if (!Number.isInteger(length) || length < 1) throw new Refusal('invalid_arguments');
    const { url, id } = house.files.expect({
      team: teamOf(call),
      name: textOf(call.args, 'filename') ?? '',
      length,
    });
    return { upload_url: url, file_id: id };
  },
  'files.completeUploadExternal': (house, call) => {
    const { args, method } = call;
    const team = teamOf(call);
    const uploads = completed(house, call);
    const place = textOf(args, 'channel_id') ?? textOf(args, 'channels');
    const channel = place === undefined ? undefined : joinedChannelOf(house, call, place);
    const thread = channel && threadOf(house, call, channel);
    const text = textOf(args, 'initial_comment');
    // The rules look at them before anybody reads them.
    const blocks = args.blocks as readonly types.KnownBlock[] | undefined;
    if (channel && blocks) acceptMessage(house, { text, blocks }, { method, team, channel });
    else mindShown(house, method, { text: [text], blocks: [] });
    const files = uploads.map(({ upload, title }): KeptFile => {
      house.files.forget(upload);
      const { id, name, bytes = new Uint8Array() } = upload;
      return house.files.keep({ id, name: title ?? name, bytes, team, owner: team.bot.userId });
    });
    // Slack shares files only once it has processed them.
    if (channel)
      house.clock.after(processingMs, () => {
        house.messages.post(channel, { text: text ?? '', blocks, files, thread });
      });
    return { files: files.map(house.files.info) };
  },
};

function completed(
  { files }: House,
  call: ApiCall,
): readonly { upload: Upload; title: string | undefined }[] {
  const given = call.args.files;
  if (!Array.isArray(given) || given.length === 0) throw new Refusal('invalid_arguments');
  return given.map(({ id, title }: { id?: unknown; title?: unknown }) => {
    const upload = files.uploaded(String(id));
    if (!upload?.bytes || upload.team !== call.team) throw new Refusal('file_not_found');
    return { upload, title: title === undefined ? undefined : String(title) };
  });
}
