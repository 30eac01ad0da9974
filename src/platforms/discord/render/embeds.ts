import type { APIEmbed } from 'discord.js';
import type { RankingBlock, Reply, Tone } from '../../../core/reply.ts';
import { footerOf } from '../../../render/footer.ts';
import { cut } from '../../../render/room.ts';
import type { Scene } from '../../../render/scene.ts';
import {
  maxEmbedDescription,
  maxEmbedTitle,
  maxFooter,
  maxRankings,
  maxRankingText,
  maxRankingTitle,
  maxSummaryOfSeveral,
} from '../limits.ts';
import { rankingText } from './description.ts';
import { inertLine } from './escape.ts';
import type { FileWanted } from './files.ts';

/** A reply, or a part of it, as markdown of at most so many UTF-16 units. */
export type TextOf = (part: Reply, room: number) => string;

/** One embed; each of several rankings has one more, beside its own picture. `pictures` are those of the rankings, as far as they are shown. */
export function embedsOf(
  reply: Reply,
  text: TextOf,
  pictures: readonly (FileWanted | undefined)[],
  scene: Scene,
): APIEmbed[] {
  const rankings = reply.blocks.filter((block) => block.kind === 'ranking').slice(0, maxRankings);
  if (rankings.length < 2) {
    return [{ ...embedOf(reply, text(reply, maxEmbedDescription), scene), ...thumbnailOf(pictures[0]) }];
  }
  const rest = { ...reply, blocks: reply.blocks.filter(({ kind }) => kind !== 'ranking') };
  return [
    embedOf(rest, text(rest, maxSummaryOfSeveral), scene),
    ...rankings.map((ranking, at) => ({ ...rankingEmbed(ranking, scene), ...thumbnailOf(pictures[at]) })),
  ];
}

function embedOf(reply: Reply, text: string, scene: Scene): APIEmbed {
  const footer = cut(footerOf(reply, scene.say).trim(), maxFooter);
  return {
    color: colours[reply.tone],
    ...saying(cut(inertLine(reply.title), maxEmbedTitle), text, scene),
    ...(footer !== '' && { footer: { text: footer } }),
  };
}

const rankingEmbed = ({ classification: { labels }, picture }: RankingBlock, scene: Scene): APIEmbed =>
  saying(cut(inertLine(picture.name), maxRankingTitle), rankingText(labels, maxRankingText, scene), scene);

/** Discord takes no empty parts, and no embed without any. */
function saying(title: string, text: string, { say }: Scene): APIEmbed {
  const [head, body] = [title.trim(), text.trim()];
  if (head === '' && body === '') return { description: say('chat.empty') };
  return { ...(head !== '' && { title: head }), ...(body !== '' && { description: body }) };
}

const thumbnailOf = (picture: FileWanted | undefined): Pick<APIEmbed, 'thumbnail'> =>
  picture ? { thumbnail: { url: `attachment://${picture.name}` } } : {};

const colours: Readonly<Record<Tone, number>> = {
  plain: 0x0a6c8f,
  good: 0x2f8f5b,
  warning: 0xe3b556,
  problem: 0xb3261e,
};
