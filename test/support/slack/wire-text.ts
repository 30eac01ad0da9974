/** Markup that the client puts in by itself: mentions, channels, links. */
const markup = /(<(?:[@#!]|https?:|mailto:)[^>]*>)/;
const address = /\bhttps?:\/\/[^\s<>]+/g;

/** As what somebody typed into a message comes to the app. https://docs.slack.dev/messaging/formatting-message-text#escaping */
export const typed = (text: string): string =>
  text
    .split(markup)
    .map((part, n) => (n % 2 === 1 ? part : escaped(part).replaceAll(address, '<$&>')))
    .join('');

/** What a press tells of the message: plain text is escaped in it, too. https://github.com/slackapi/bolt-python/issues/513 */
export function asPressed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(asPressed);
  if (typeof json !== 'object' || json === null) return json;
  const { type, text } = json as { type?: unknown; text?: unknown };
  const parts = Object.entries(json).map(([key, value]) => [key, asPressed(value)]);
  return {
    ...Object.fromEntries(parts),
    ...(type === 'plain_text' && typeof text === 'string' && { text: escaped(text) }),
  };
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
