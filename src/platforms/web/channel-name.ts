/** 1 to 40 letters, digits, _ and -, in lower case, all of which can be seen; two that look alike are one. */
export const isChannelName = (name: string): boolean =>
  /^[\p{L}\p{M}\p{N}_-]{1,40}$/u.test(name) &&
  !/\p{Default_Ignorable_Code_Point}/u.test(name) &&
  name === name.toLowerCase().normalize('NFKC');

/** The nearest name that may be one: 'Sales & Co' -> 'sales-co'. */
export function channelNameOf(text: string): string {
  const name = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return isChannelName(name) ? name : 'general';
}
