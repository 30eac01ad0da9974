import type { RankingBlock, Reply } from '../../../core/reply.ts';
import { safeName } from '../../../render/safe-name.ts';
import { maxPictures } from '../limits.ts';

/** A file that goes to whoever asked; its bytes lie in the blob store. */
export interface FileWanted {
  /** Of letters, digits, '-', '_' and '.'. */
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export const filesOf = ({ blocks }: Reply): readonly FileWanted[] =>
  blocks
    .filter((block) => block.kind === 'file')
    .map(({ name, mediaType, sha256, size }) => ({ name: safeName(name), mediaType, sha256, size }));

export type PictureWanted = Pick<RankingBlock['picture'], 'sha256' | 'name'>;

/** The pictures of rankings that Slack can show in a message, each once. */
export function picturesOf({ blocks }: Reply): readonly PictureWanted[] {
  const pictures = blocks
    .filter((block) => block.kind === 'ranking')
    .slice(0, maxPictures)
    .map(({ picture: { sha256, name } }) => ({ sha256, name: safeName(name) }))
    .filter(({ name }) => /\.(?:png|jpe?g|gif)$/i.test(name));
  return [...new Map(pictures.map((picture) => [picture.sha256, picture])).values()];
}
