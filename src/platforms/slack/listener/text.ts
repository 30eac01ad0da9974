const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** A person, a channel, or a group with what Slack says it is called: '<@U1>', '<#C1|birds>', '<!here>'. */
const mention = /<([@#!])([^>|\s]+)(?:\|([^>]*))?>/g;
/** An address, with the words that stand for it: '<https://example.com|here>'. */
const address = /<([a-z][a-z0-9+.-]*:[^>|\s]+)(?:\|([^>]*))?>/gi;

/** Slack's own notation as its writer sees it. People go by the names that are known. */
export const plainText = (text: string, names: ReadonlyMap<string, string> = new Map()): string =>
  text
    .replaceAll(mention, (_, kind, id, label) => named(kind, label || names.get(id) || id))
    .replaceAll(address, (_, to, label) => label || to)
    .replaceAll(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
    .trim();

const named = (kind: string, name: string): string => {
  const sign = kind === '#' ? '#' : '@';
  return name.startsWith(sign) ? name : `${sign}${name}`;
};

/** Ids of the people of whom the text says no name. */
export const unnamedIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/<@(\w+)>/g)].map(([, id = '']) => id)),
];

const mentionOf = (user: string): RegExp => new RegExp(`<@${user}(?:\\|[^>]*)?>`, 'g');

export const isMentioned = (text: string, user: string): boolean => mentionOf(user).test(text);

/** What is said to somebody who is mentioned. */
export const withoutMention = (text: string, user: string): string => text.replaceAll(mentionOf(user), ' ');
