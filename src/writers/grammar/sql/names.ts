export interface NameRules {
  /** Names that mean themselves without quotes. */
  readonly plain: RegExp;
  /** Words, in lower case and with a space between, that are no names without quotes. */
  readonly reserved: string;
  readonly quote: '"' | '`';
}

/** Writes names, quoted only where they must be. */
export function nameSpelling({ plain, reserved, quote }: NameRules): (name: string) => string {
  const words = new Set(reserved.split(' '));
  return (name) =>
    plain.test(name) && !words.has(name.toLowerCase())
      ? name
      : quote + name.replaceAll(quote, quote + quote) + quote;
}
