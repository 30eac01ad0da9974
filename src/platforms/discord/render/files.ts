import type { FileBlock, Reply } from '../../../core/reply.ts';
import { formatBytes } from '../../../render/numbers.ts';
import { safeName } from '../../../render/safe-name.ts';
import type { Scene } from '../../../render/scene.ts';
import { maxFiles, maxRankings } from '../limits.ts';
import { inertLine } from './escape.ts';

/** A file that goes with a message; its bytes lie in the blob store. */
export interface FileWanted {
  /** Of letters, digits, '-', '_' and '.'; no two of a message are the same. */
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
}

export interface FileRules extends Scene {
  /** Whether files may be attached here. */
  readonly files: boolean;
  readonly maxFileBytes: number;
  /** By hash, those whose bytes are gone, or too many with the others. */
  readonly without?: ReadonlySet<string>;
}

/** The files of a reply, and in words those that cannot be attached: foreign text, escaped. */
export function filesOf(
  { blocks }: Reply,
  rules: FileRules,
): { readonly files: readonly FileWanted[]; readonly missing: readonly string[] } {
  const wanted = blocks.filter((block) => block.kind === 'file');
  const several = blocks.filter(({ kind }) => kind === 'file' || kind === 'ranking').length > 1;
  const fitting = wanted
    .filter(({ size, sha256 }) => rules.files && size <= rules.maxFileBytes && !rules.without?.has(sha256))
    .slice(0, maxFiles - maxRankings);
  return {
    files: fitting.map(({ name, mediaType, sha256 }, at) => ({
      name: several ? `${at + 1}_${safeName(name)}` : safeName(name),
      mediaType,
      sha256,
    })),
    missing: wanted.filter((file) => !fitting.includes(file)).map((file) => whyMissing(file, rules)),
  };
}

const imageTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
};

/** Of what is hidden until it is clicked; an embed can hide nothing. */
const spoiler = /^SPOILER_/;

/** The pictures of rankings, in their order, under names of ours: embeds show them by those. Undefined: not to be shown. */
export const picturesOf = ({ blocks }: Reply): (FileWanted | undefined)[] =>
  blocks
    .filter((block) => block.kind === 'ranking')
    .slice(0, maxRankings)
    .map(({ picture }, at) => {
      if (spoiler.test(picture.name)) return undefined;
      const ending = /\.(\w{3,4})$/.exec(picture.name.trim())?.[1]?.toLowerCase() ?? '';
      const known = Object.hasOwn(imageTypes, ending) ? ending : 'png';
      return {
        name: `picture${at === 0 ? '' : at + 1}.${known}`,
        mediaType: imageTypes[known] ?? 'application/octet-stream',
        sha256: picture.sha256,
      };
    });

function whyMissing({ name, size, sha256 }: FileBlock, rules: FileRules): string {
  const { files, maxFileBytes, without, locale, say } = rules;
  const named = inertLine(safeName(name));
  if (without?.has(sha256)) return say('chat.fileGone', { name: named });
  return files
    ? say('discord.render.fileTooLarge', {
        name: named,
        size: formatBytes(size, locale),
        limit: formatBytes(maxFileBytes, locale),
      })
    : say('discord.render.noFiles', { name: named });
}
