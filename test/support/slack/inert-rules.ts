import { triggerPattern } from './triggers.ts';

/** Markup that does something to others, or takes people somewhere. */
const live = /<(?:!(?:channel|here|everyone|subteam)|[@#][A-Z0-9]|(?:https?|mailto|tel|slack):)[^>]*>?/;
const markdownLink = /\]\(\s*[a-z]+:/i;
const secret = /xox[a-z]-|xapp-/;

interface Secrets {
  readonly signingSecret: string;
  readonly clientSecret: string;
  readonly origin: string;
}

/** What is wrong with what people are shown, though Slack would take it. */
export function liveParts(shown: unknown): readonly string[] {
  if (Array.isArray(shown)) return shown.flatMap(liveParts);
  if (typeof shown !== 'object' || shown === null) return [];
  const { type, text } = shown as { type?: unknown; text?: unknown };
  const within = Object.values(shown).flatMap(liveParts);
  if (typeof type !== 'string') return within;
  if (/^(?:user|usergroup|channel|broadcast|link)$/.test(type) && !('elements' in shown))
    return [...within, `a rich_text ${type}`];
  if (typeof text !== 'string') return within;
  if (type === 'mrkdwn') return [...within, ...liveMrkdwn(text)];
  if (type === 'markdown')
    return [...within, ...liveMrkdwn(text), ...(markdownLink.exec(text) ?? []).map(String)];
  return within;
}

export const liveMrkdwn = (text: string): readonly string[] => {
  const found = live.exec(text)?.[0];
  return found === undefined ? [] : [found];
};

/** What no person may ever read. */
export function secretsIn(
  texts: readonly string[],
  { signingSecret, clientSecret, origin }: Secrets,
): string[] {
  return texts.filter(
    (text) =>
      secret.test(text) ||
      triggerPattern.test(text) ||
      [signingSecret, clientSecret, `${origin}/response/`, `${origin}/files-pri/`].some((one) =>
        text.includes(one),
      ),
  );
}
