import type { Cursor } from './cursor.ts';
import type { Scope, Seen } from './scope.ts';

/** The parts of the grammar that need each other; each reads what is next, or refuses. */
export interface Grammar {
  readonly cursor: Cursor;
  readonly seen: Seen;
  query(scope: Scope): void;
  /** A query begins at the bracket that is next, and not a bracket around tables or values. */
  atQueryInBrackets(): boolean;
  queryInBrackets(scope: Scope): void;
  /** FROM and what follows, up to WHERE. */
  tables(scope: Scope): void;
  expression(scope: Scope): void;
  /** One value with what is done to it alone, without operators behind it. */
  operand(scope: Scope): void;
  /** The name of a function is next, with a bracket behind it. */
  call(scope: Scope): void;
}

export const expressions = (grammar: Grammar, scope: Scope): void => {
  do grammar.expression(scope);
  while (grammar.cursor.take(','));
};

export const ordered = (grammar: Grammar, scope: Scope): void => {
  do {
    grammar.expression(scope);
    if (!grammar.cursor.take('asc')) grammar.cursor.take('desc');
  } while (grammar.cursor.take(','));
};

export const namesInBrackets = ({ cursor }: Grammar): void => {
  cursor.expect('(');
  do cursor.name();
  while (cursor.take(','));
  cursor.expect(')');
};
