import { type Facts, refusal } from '../../guard/facts.ts';
import { readCall } from './call-grammar.ts';
import { type Cursor, cursorOf } from './cursor.ts';
import { readExpression, readOperand } from './expression-grammar.ts';
import type { Grammar } from './grammar.ts';
import { GuardRefusal } from './guard-refusal.ts';
import { beginsQuery, isQueryAt, readQuery } from './query-grammar.ts';
import type { NamedAt, Seen } from './scope.ts';
import { readTables } from './table-grammar.ts';
import { judgeTokens } from './token-rules.ts';
import { type Token, tokensOf } from './tokens.ts';

/** One statement that only reads, as far as can be told without knowing its functions and tables. */
export interface Statement extends Facts {
  /** What may be sent: without comments, and without the semicolon at its end. */
  readonly sql: string;
  /** In the order in which they are named. */
  readonly tables: readonly NamedAt[];
  /** Names of its common table expressions. */
  readonly given: readonly string[];
  /** Each row that it reads and keeps is one of its result. */
  readonly plain: boolean;
}

/** Throws GuardRefusal. */
export function readStatement(text: string): Statement {
  const { tokens, bare } = tokensOf(text);
  if (!beginsQuery(cursorOf(tokens))) throw new GuardRefusal(whatElse(tokens[0]));
  judgeTokens(tokens);
  const { seen, end } = parse(tokens);
  return {
    ...seen,
    sql: bare.slice(0, end),
    plain: isPlain(tokens),
  };
}

/** What a view reads and calls, by the text that the server keeps of it. Throws GuardRefusal when that is not understood. */
export const factsOf = (definition: string): Facts => parse(tokensOf(definition).tokens).seen;

function parse(tokens: readonly Token[]): { readonly seen: Seen; readonly end: number | undefined } {
  const cursor = cursorOf(tokens);
  const seen: Seen = { functions: [], tables: [], given: [] };
  grammarOf(cursor, seen).query(new Set());
  const end = cursor.peek(-1)?.end;
  while (cursor.take(';'));
  if (!cursor.done) cursor.refuse();
  return { seen, end };
}

function grammarOf(cursor: Cursor, seen: Seen): Grammar {
  const grammar: Grammar = {
    cursor,
    seen,
    query: (scope) => cursor.deeper(() => readQuery(grammar, scope)),
    atQueryInBrackets: () => cursor.at('(') && isQueryAt(cursor, 0),
    queryInBrackets(scope) {
      cursor.expect('(');
      grammar.query(scope);
      cursor.expect(')');
    },
    tables: (scope) => cursor.deeper(() => readTables(grammar, scope)),
    expression: (scope) => readExpression(grammar, scope),
    operand: (scope) => readOperand(grammar, scope),
    call: (scope) => readCall(grammar, scope),
  };
  return grammar;
}

const whatElse = (first: Token | undefined): string =>
  first?.kind === 'word' ? refusal.notRead(first.value) : refusal.empty;

const gathering: ReadonlySet<string> = new Set(
  'with group having distinct distinctrow union except intersect minus limit values'.split(' '),
);

function isPlain(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { kind, value } of tokens) {
    if (kind === 'mark' && value === '(') depth++;
    if (kind === 'mark' && value === ')') depth--;
    if (kind === 'word' && depth === 0 && gathering.has(value)) return false;
  }
  return true;
}
