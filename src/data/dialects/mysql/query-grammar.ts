import type { Cursor } from './cursor.ts';
import { expressions, type Grammar, namesInBrackets, ordered } from './grammar.ts';
import type { Scope } from './scope.ts';
import { windowInBrackets } from './window-grammar.ts';

const modifiers: ReadonlySet<string> = new Set(
  'all distinct distinctrow straight_join sql_small_result sql_big_result sql_buffer_result sql_no_cache sql_cache'.split(
    ' ',
  ),
);
const setOperators: ReadonlySet<string> = new Set(['union', 'except', 'intersect', 'minus']);
const queryWords: ReadonlySet<string> = new Set(['select', 'with', 'values', 'table']);
/** What may follow a query in brackets that is part of another. */
const goesOn: ReadonlySet<string> = new Set([...setOperators, 'order', 'limit']);

/** [WITH ...] SELECT ... [UNION ...] [ORDER BY ...] [LIMIT ...] */
export function readQuery(grammar: Grammar, outer: Scope): void {
  const { cursor } = grammar;
  const scope = cursor.at('with') ? readWith(grammar, outer) : outer;
  readTerm(grammar, scope);
  while (cursor.atAny(setOperators)) {
    cursor.next();
    if (!cursor.take('all')) cursor.take('distinct');
    readTerm(grammar, scope);
  }
  if (cursor.take('order', 'by')) ordered(grammar, scope);
  if (cursor.take('limit')) readLimit(cursor);
}

export const beginsQuery = (cursor: Cursor): boolean => cursor.atAny(queryWords) || cursor.at('(');

/** `ahead` is a bracket. Of brackets in brackets what follows the inner ones tells. */
export function isQueryAt(cursor: Cursor, ahead: number): boolean {
  const first = cursor.peek(ahead + 1);
  if (first?.kind === 'word') return queryWords.has(first.value);
  if (first?.kind !== 'mark' || first.value !== '(') return false;
  const follows = cursor.peek(cursor.behindBracket(ahead + 1));
  const inBrackets = follows?.kind === 'mark' && follows.value === ')';
  return (
    (inBrackets || goesOn.has(follows?.value ?? '')) && cursor.deeper(() => isQueryAt(cursor, ahead + 1))
  );
}

function readWith(grammar: Grammar, outer: Scope): Scope {
  const { cursor } = grammar;
  cursor.expect('with');
  const recursive = cursor.take('recursive');
  const scope = new Set(outer);
  // Within a list MariaDB takes the name of an outer expression for the table's.
  const listed = new Set<string>();
  do {
    const { kind, written, value } = cursor.name();
    const name = kind === 'quoted' ? value : written;
    if (cursor.at('(')) namesInBrackets(grammar);
    cursor.expect('as', '(');
    grammar.seen.given.push(name);
    // Without RECURSIVE its own name is a table's in MariaDB, even where an outer expression is called so. Names that come later
    // are taken for tables in any case.
    const inner = new Set(listed);
    if (recursive) inner.add(name);
    else inner.delete(name);
    grammar.query(inner);
    cursor.expect(')');
    listed.add(name);
    scope.add(name);
  } while (cursor.take(','));
  return scope;
}

function readTerm(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  if (cursor.at('(')) grammar.queryInBrackets(scope);
  else if (cursor.take('values')) readRows(grammar, scope);
  else if (cursor.take('table')) grammar.tables(scope);
  else readSelect(grammar, scope);
}

function readSelect(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  cursor.expect('select');
  while (cursor.atAny(modifiers)) cursor.next();
  do readItem(grammar, scope);
  while (cursor.take(','));
  if (cursor.take('from')) grammar.tables(scope);
  if (cursor.take('where')) grammar.expression(scope);
  if (cursor.take('group', 'by')) {
    ordered(grammar, scope);
    cursor.take('with', 'rollup');
  }
  if (cursor.take('having')) grammar.expression(scope);
  if (cursor.take('window')) readWindows(grammar, scope);
}

function readItem(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  if (cursor.take('*')) return;
  grammar.expression(scope);
  const named = cursor.take('as');
  if (cursor.atName() || cursor.atKind('text')) cursor.next();
  else if (named) cursor.refuse();
}

function readRows(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  do {
    cursor.take('row');
    cursor.expect('(');
    expressions(grammar, scope);
    cursor.expect(')');
  } while (cursor.take(','));
}

function readWindows(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  do {
    cursor.name();
    cursor.expect('as');
    windowInBrackets(grammar, scope);
  } while (cursor.take(','));
}

function readLimit(cursor: Cursor): void {
  cursor.expectKind('number');
  if (cursor.take(',') || cursor.take('offset')) cursor.expectKind('number');
}
