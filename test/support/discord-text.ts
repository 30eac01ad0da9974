import type { APIMessage } from 'discord.js';

/** What a person reads in a message: content and embeds, without the backslashes and the invisible joints that keep text inert. */
export const readText = ({ content, embeds }: Pick<APIMessage, 'content' | 'embeds'>): string =>
  [content, ...embeds.flatMap(({ title, description, footer }) => [title, description, footer?.text])]
    .filter((text) => text)
    .join('\n')
    .replaceAll(/\\([\p{Punctuation}\p{Symbol}])/gu, '$1')
    .replaceAll('\u200b', '');
