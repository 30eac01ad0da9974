/*
 * Discord's numbers. Lengths are UTF-16 units: Discord counts code points in places, which are never more.
 * Source, unless told: discord/discord-api-docs @ c98d64bc, developers/resources/message.mdx and developers/components/reference.mdx.
 */

export const maxContent = 2000;
export const maxEmbedTitle = 256;
/** With title and footer it stays under the 6000 that all embeds of a message may have together. */
export const maxEmbedDescription = 4096;
/** Ours: a footer may have 2048, which nobody reads. */
export const maxFooter = 500;
/** Ours: with several rankings, so that they and the summary stay under the 6000 together. */
export const maxSummaryOfSeveral = 1500;
/** Ours: what /classify takes at once. */
export const maxRankings = 4;
export const maxRankingTitle = 100;
export const maxRankingText = 800;
export const maxCustomId = 100;
export const maxButtonLabel = 80;
export const buttonsPerRow = 5;
export const maxRows = 5;
export const maxFiles = 10;
export const maxModalTitle = 45;
export const maxModalLabel = 45;
/** Of one text input. */
export const maxModalText = 4000;

/** Columns of a code block's font before its lines wrap: an embed of the desktop client is 516 px wide; tried, not documented. */
export const embedColumns = 56;
/** The same beside a thumbnail, which takes 80 px and a margin. */
export const besideThumbnailColumns = 44;

/** Milliseconds from its interaction on that a token is good; Discord's 15 min less what a request may take. */
export const tokenMs = 14.5 * 60_000;
/** Milliseconds after which an answer is of no use any more; one later than `tokenMs` says that it is late. */
export const answerWithinMs = 3_600_000;
/** Milliseconds between two edits of a message: 5 in 5 s are allowed in a channel, in practice. */
export const editEveryMs = 2000;
/** Ours: of all messages together, so that with hundreds who wait acknowledgements and answers have the way to themselves. */
export const progressPerSecond = 20;
/** Bytes of all files of a message, where an interaction does not tell: what everybody may send. */
export const maxFileBytes = 10 * 1024 * 1024;
export const maxThreadName = 100;
/** Completions of an option, and characters of one. */
export const maxChoices = 25;
export const maxChoiceLength = 100;
/** Where Discord's API is; it keeps no files there. */
export const apiOrigin = 'https://discord.com';
/** Where Discord keeps what people upload. */
export const cdnOrigins = ['https://cdn.discordapp.com', 'https://media.discordapp.net'] as const;
