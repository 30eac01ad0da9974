import { refusal } from '../../guard/facts.ts';
import { GuardRefusal } from './guard-refusal.ts';
import type { Token } from './tokens.ts';
import { structural } from './words.ts';

/** How deep brackets, subqueries and cases may be in each other: our own stack is not endless. */
const maxDepth = 200;

/** Goes through the tokens of one statement; whatever is not expected is refused. */
export interface Cursor {
  readonly done: boolean;
  /** The token that is `ahead` of the next one. */
  peek(ahead?: number): Token | undefined;
  /** Whether the next tokens are these words and marks. */
  at(...values: readonly string[]): boolean;
  /** The same for the first of them, of which any will do. */
  atAny(values: ReadonlySet<string>): boolean;
  /** Takes these words and marks when they are next. */
  take(...values: readonly string[]): boolean;
  next(): Token;
  expect(...values: readonly string[]): void;
  atKind(kind: Token['kind']): boolean;
  expectKind(kind: Token['kind']): Token;
  /** A name, in quotes or not. */
  atName(): boolean;
  name(): Token;
  /** Offset from the next token to the one behind the bracket that the one at `ahead` opens. */
  behindBracket(ahead: number): number;
  /** Runs it one level deeper. */
  deeper<T>(run: () => T): T;
  /** Throws GuardRefusal. */
  refuse(): never;
}

const isSymbol = (token: Token | undefined): boolean => token?.kind === 'word' || token?.kind === 'mark';

export function cursorOf(tokens: readonly Token[]): Cursor {
  const closing = closingBrackets(tokens);
  let index = 0;
  let depth = 0;
  const is = (ahead: number, value: string) => {
    const token = tokens[index + ahead];
    return isSymbol(token) && token?.value === value;
  };

  const cursor: Cursor = {
    get done() {
      return index >= tokens.length;
    },
    peek: (ahead = 0) => tokens[index + ahead],
    at: (...values) => values.every((value, ahead) => is(ahead, value)),
    atAny(values) {
      const token = tokens[index];
      return token !== undefined && isSymbol(token) && values.has(token.value);
    },
    take(...values) {
      const found = cursor.at(...values);
      if (found) index += values.length;
      return found;
    },
    next: () => tokens[index++] ?? cursor.refuse(),
    expect(...values) {
      if (!cursor.take(...values)) cursor.refuse();
    },
    atKind: (kind) => tokens[index]?.kind === kind,
    expectKind: (kind) => (cursor.atKind(kind) ? cursor.next() : cursor.refuse()),
    atName() {
      const token = tokens[index];
      return token?.kind === 'quoted' || (token?.kind === 'word' && !structural.has(token.value));
    },
    name: () => (cursor.atName() ? cursor.next() : cursor.refuse()),
    behindBracket: (ahead) => (closing.get(index + ahead) ?? cursor.refuse()) + 1 - index,
    deeper(run) {
      if (++depth > maxDepth) throw new GuardRefusal(refusal.tooComplicated);
      const value = run();
      depth--;
      return value;
    },
    refuse() {
      const token = tokens[index];
      throw new GuardRefusal(token ? refusal.unknown(shown(token)) : 'it ends too early');
    },
  };
  return cursor;
}

/** A value is nobody's business but the asker's. */
const shown = ({ kind, written, value }: Token): string =>
  kind === 'text' ? 'a text' : kind === 'word' ? value.toUpperCase() : written;

function closingBrackets(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, value }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    if (value === '(') open.push(index);
    const opened = value === ')' ? open.pop() : undefined;
    if (opened !== undefined) closing.set(opened, index);
  }
  return closing;
}
