/** 1 to 40 letters, digits, _ and -, in lower case. */
export const isChannelName = (name: string): boolean =>
  /^[\p{L}\p{M}\p{N}_-]{1,40}$/u.test(name) && name === name.toLowerCase();

/** The nearest name that may be one: 'Sales & Co' -> 'sales-co'. */
export function channelNameOf(text: string): string {
  const name = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return isChannelName(name) ? name : 'general';
}
