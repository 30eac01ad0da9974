import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackAddress } from '../../../../schema/slack.ts';
import type { BlobStore } from '../../../core/blob-store.ts';
import type { Call } from '../../../core/call.ts';
import { keepNewest } from '../../../core/keep-newest.ts';
import type { Reply } from '../../../core/reply.ts';
import type { SlackApi } from '../api.ts';
import { type PictureWanted, picturesOf } from '../render/files.ts';

/** Slack's ids of the pictures of a reply, by their hash. What cannot be shown is left out. Never rejects. */
export type ShowPictures = (
  call: Call,
  reply: Reply,
  at: SlackAddress,
) => Promise<ReadonlyMap<string, string>>;

/** Milliseconds: Slack needs a moment until a file that came in can be shown. It is asked less and less often. */
const firstLookMs = 200;
const patienceMs = 6000;
/** Replies of which it is remembered which pictures were handed over: a delivery that is tried again needs no others. */
const capacity = 200;

export function createShowPictures(
  api: Pick<SlackApi, 'upload' | 'file'>,
  blobs: Pick<BlobStore, 'get'>,
): ShowPictures {
  const shown = new Map<string, Promise<ReadonlyMap<string, string>>>();

  const handOver = async (team: string, { sha256, name }: PictureWanted): Promise<string> => {
    const id = await api.upload(team, { name, bytes: await blobs.get(sha256) });
    const over = new AbortController();
    const isShown = async () => {
      for (let pause = firstLookMs; !over.signal.aborted; pause *= 2) {
        const { mimetype } = await api.file(team, id);
        if (mimetype) return;
        await sleep(pause, undefined, { signal: over.signal });
      }
    };
    const late = sleep(patienceMs, undefined, { signal: over.signal }).then(() => {
      throw new Error('Slack has not taken the picture in');
    });
    await Promise.race([isShown(), late]).finally(() => over.abort());
    return id;
  };

  const show: ShowPictures = async (call, reply, at) => {
    const known = idsInMessage(call, reply, at);
    const found = picturesOf(reply).map(async (picture): Promise<readonly [string, string][]> => {
      const id = known.get(picture.sha256);
      if (id !== undefined) return [[picture.sha256, id]];
      // An answer without its picture is better than none.
      return handOver(at.team, picture).then(
        (made) => [[picture.sha256, made]],
        () => [],
      );
    });
    return new Map((await Promise.all(found)).flat());
  };

  return (call, reply, at) => {
    const before = shown.get(call.id);
    if (before) return before;
    const showing = show(call, reply, at);
    shown.set(call.id, showing);
    keepNewest(shown, capacity);
    return showing;
  };
}

/** The pictures that came with a message need not be handed over. Those of a reply stand in their order, and some may be missing. */
function idsInMessage(
  { options }: Call,
  { blocks }: Reply,
  { files }: SlackAddress,
): ReadonlyMap<string, string> {
  const given = Object.values(options).flatMap((value) => (typeof value === 'object' ? [value.name] : []));
  const ids = new Map<string, string>();
  let from = 0;
  for (const block of blocks) {
    if (block.kind !== 'ranking') continue;
    const at = given.indexOf(block.picture.name, from);
    const id = at < 0 ? undefined : files[at];
    if (id === undefined) continue;
    ids.set(block.picture.sha256, id);
    from = at + 1;
  }
  return ids;
}
