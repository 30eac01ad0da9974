import { refusal } from '../../guard/facts.ts';
import { GuardRefusal } from './guard-refusal.ts';

/** `word` is a name or a keyword without quotes; `quoted` a name in backticks, `value` without them. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'mark';
  /** Of a word in lower case, since MySQL compares keywords so; of a mark its characters. */
  readonly value: string;
  /** As it was written: tables may be told apart by their case. */
  readonly written: string;
  /** Offsets of its first character and behind its last, in UTF-16 units. */
  readonly at: number;
  readonly end: number;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /**
   * The statement with blanks in place of comments, as long as before. Only this is ever sent, so that nobody has to agree with
   * the server on what a comment is.
   */
  readonly bare: string;
}

/**
 * MySQL's own lexer for a session whose sql_mode has neither ANSI_QUOTES nor NO_BACKSLASH_ESCAPES and whose character set is
 * utf8mb4: we set these, so that there is one reading. What none of the alternatives takes is refused.
 */
const tokenPattern = new RegExp(
  [
    String.raw`(?<space>[ \t\n\v\f\r]+)`,
    // Two dashes begin a comment only before a blank, a control character or the end.
    String.raw`(?<line>#[^\n]*|--(?=[\x00-\x20\x7f]|$)[^\n]*)`,
    String.raw`(?<block>/\*[\s\S]*?\*/)`,
    String.raw`(?<text>'(?:[^'\\]|''|\\[\s\S])*'|"(?:[^"\\]|""|\\[\s\S])*")`,
    '(?<quoted>`(?:[^`]|``)+`)',
    String.raw`(?<number>0x[0-9a-fA-F]+|0b[01]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?![\w$\u0080-\uffff])`,
    String.raw`(?<word>[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*)`,
    String.raw`(?<mark>/(?!\*)|<=>|->>|->|<<|>>|<=|>=|<>|!=|\|\||&&|:=|[-+*%=<>!~^&|(),.;@?:])`,
  ].join('|'),
  'yu',
);

const opens: readonly (readonly [RegExp, string])[] = [
  [/^['"]/, 'a text that does not end'],
  [/^`/, 'a name that does not end'],
  [/^\/\*/, 'a comment that does not end'],
];

/** Hints that change more than how a question is answered. */
const settingHint = /\b(set_var|resource_group)\b/i;

/** Tokens, blanks and comments of one statement, so that reading it takes less than 50 ms in our own process. */
const maxPieces = 10_000;

/** Throws GuardRefusal for what is not certain to be read by a server as it is read here. */
export function tokensOf(sql: string): Tokens {
  if (!sql.isWellFormed()) throw new GuardRefusal(refusal.unknown('half a character'));
  const tokens: Token[] = [];
  let bare = '';
  let at = 0;
  for (let pieces = 0; at < sql.length; pieces++) {
    if (pieces === maxPieces) throw new GuardRefusal(refusal.tooComplicated);
    tokenPattern.lastIndex = at;
    const groups = tokenPattern.exec(sql)?.groups;
    if (!groups) throw new GuardRefusal(refusal.unknown(whatOpens(sql.slice(at, at + 2))));
    const end = tokenPattern.lastIndex;
    const written = sql.slice(at, end);
    if (groups.line !== undefined || groups.block !== undefined) {
      refuseTelling(written);
      bare += written.replaceAll(/[^\n]/g, ' ');
    } else {
      bare += written;
      const token = asToken(groups, written);
      if (token) tokens.push({ ...token, written, at, end });
    }
    at = end;
  }
  return { tokens, bare };
}

type Groups = { readonly [Kind in 'space' | 'word' | 'quoted' | 'text' | 'number']?: string };

function asToken(groups: Groups, written: string): Pick<Token, 'kind' | 'value'> | undefined {
  if (groups.space !== undefined) return undefined;
  if (groups.word !== undefined) return { kind: 'word', value: written.toLowerCase() };
  if (groups.quoted !== undefined) {
    return { kind: 'quoted', value: written.slice(1, -1).replaceAll('``', '`') };
  }
  if (groups.text !== undefined) return { kind: 'text', value: written };
  if (groups.number !== undefined) return { kind: 'number', value: written };
  return { kind: 'mark', value: written };
}

function refuseTelling(comment: string): void {
  if (/^\/\*M?!/i.test(comment)) throw new GuardRefusal(refusal.unknown('a comment that is carried out'));
  // Servers have disagreed on whether a comment ends within one.
  if (comment.startsWith('/*') && comment.includes('/*', 2)) {
    throw new GuardRefusal(refusal.unknown('a comment in a comment'));
  }
  if (comment.startsWith('/*+') && settingHint.test(comment)) throw new GuardRefusal(refusal.variables);
}

const whatOpens = (begin: string): string =>
  opens.find(([pattern]) => pattern.test(begin))?.[1] ?? begin.slice(0, 1);
