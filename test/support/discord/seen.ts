const codeBlock = /```(?:[a-z0-9_+\-.#]+?\n)?\n*([^\n][\s\S]*?)\n*```/gi;
const escapes = /\\([^0-9A-Za-z\s])/g;

/** What Discord's client takes for more than text. */
const live =
  /<[@#:/]|<t:|<id:|@everyone|@here|[a-z]:\/\/|discord(?:app)?\.(?:com|gg|gift|new)\/|\]\(|`|~~|\|\||__|^\s*(?:>|#{1,3}\s|\d+[.)]\s)|:\w+:/im;

/** Markdown as Discord's client reads it. */
export interface Seen {
  readonly codeBlocks: readonly string[];
  /** What stands around them and could do something; undefined: it is text, apart from bold, small print and lists. */
  readonly live: string | undefined;
}

export function seen(markdown: string): Seen {
  const around = markdown.replace(codeBlock, '\n');
  return {
    codeBlocks: Array.from(markdown.matchAll(codeBlock), ([, code = '']) => code),
    live: live.exec(around.replace(escapes, '\u{0}'))?.[0],
  };
}

/** The characters that a reader sees of text without markup. */
export const read = (escaped: string): string => escaped.replace(escapes, '$1');
