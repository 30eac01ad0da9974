/** What Slack's client takes for more than text in mrkdwn: mentions, links, formats, emoji, quotations, addresses. */
const live =
  /<[^>]*>|(?<![\p{L}\p{N}])(?:\*[^*\s][^*]*\*|_[^_\s][^_]*_|~[^~\s][^~]*~)(?![\p{L}\p{N}])|`[^`]+`|:[^\s:]+:|[a-z]+:\/\/|^\s*(?:&gt;|>)/iu;

/** What of it could do something; undefined: it is text. */
export const liveIn = (mrkdwn: string): string | undefined => live.exec(mrkdwn)?.[0];

const signs: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const lookalikes: Readonly<Record<string, string>> = {
  '∗': '*',
  ˍ: '_',
  '∼': '~',
  ˋ: '`',
  '꞉': ':',
  '›': '>',
};

/** The characters that a reader sees, lookalikes taken for what they look like. */
export const readMrkdwn = (mrkdwn: string): string =>
  mrkdwn
    .replaceAll(/&(?:amp|lt|gt);/g, (sign) => signs[sign] ?? sign)
    .replaceAll(/[∗ˍ∼ˋ꞉›]/g, (sign) => lookalikes[sign] ?? sign);
