const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * What somebody wrote, as they see it: Slack's own notation for mentions, channels and addresses is resolved. The bot's
 * own mention is left out.
 */
export const plainText = (text: string, botUser: string): string =>
  text
    .replaceAll(new RegExp(`<@${botUser}(?:\\|[^>]*)?>`, 'g'), ' ')
    .replaceAll(/<(@|#|!)([^>|]*)(?:\|([^>]*))?>/g, (_, kind, id, label) => named(kind, id, label))
    .replaceAll(/<([^>|]+)(?:\|([^>]*))?>/g, (_, address, label) => label || address)
    .replaceAll(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
    .trim();

function named(kind: string, id: string, label: string | undefined): string {
  const name = label || id;
  return kind === '#' ? `#${name}` : name.startsWith('@') ? name : `@${name}`;
}

export const isMentioned = (text: string, botUser: string): boolean => text.includes(`<@${botUser}`);
