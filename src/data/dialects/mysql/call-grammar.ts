import { expressions, type Grammar, ordered } from './grammar.ts';
import { readFallbacks } from './json-table-grammar.ts';
import type { Scope } from './scope.ts';
import { readType } from './type-grammar.ts';
import { windowInBrackets } from './window-grammar.ts';

type ReadArguments = (grammar: Grammar, scope: Scope) => void;

/** Functions whose arguments are not a list. */
const special: ReadonlyMap<string, ReadArguments> = new Map([
  ['cast', readCast],
  ['convert', readConvert],
  ['extract', readExtract],
  ['trim', readTrim],
  ['position', readPosition],
  ['get_format', readFormat],
]);

/** name(arguments) [OVER ...], of a function or a keyword that is one before a bracket. */
export function readCall(grammar: Grammar, scope: Scope): void {
  const { cursor, seen } = grammar;
  const { kind, value, written } = cursor.next();
  // A name in quotes calls a built-in function too, or one that somebody stored.
  if (kind !== 'word' && kind !== 'quoted') cursor.refuse();
  seen.functions.push({ name: kind === 'word' ? value : written });
  cursor.expect('(');
  if (!cursor.take(')')) {
    (special.get(value) ?? readList)(grammar, scope);
    cursor.expect(')');
  }
  if (cursor.take('within', 'group', '(')) {
    cursor.expect('order', 'by');
    ordered(grammar, scope);
    cursor.expect(')');
  }
  readOver(grammar, scope);
}

function readOver(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  if (cursor.at('respect', 'nulls') || cursor.at('ignore', 'nulls')) {
    cursor.next();
    cursor.next();
  }
  if (!cursor.take('over')) return;
  if (cursor.at('(')) windowInBrackets(grammar, scope);
  else cursor.name();
}

/** [DISTINCT] a, b [ORDER BY ...] [SEPARATOR ','] and what single functions add to it. */
function readList(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  if (cursor.take('*')) return;
  cursor.take('distinct');
  expressions(grammar, scope);
  if (cursor.take('from')) {
    grammar.expression(scope);
    if (cursor.take('for')) grammar.expression(scope);
  }
  if (cursor.take('using')) cursor.name();
  if (cursor.take('as')) readType(cursor);
  if (cursor.take('returning')) readType(cursor);
  readFallbacks(grammar);
  if (cursor.take('order', 'by')) ordered(grammar, scope);
  if (cursor.take('separator')) cursor.expectKind('text');
  if (cursor.take('limit')) cursor.expectKind('number');
}

function readCast(grammar: Grammar, scope: Scope): void {
  grammar.expression(scope);
  grammar.cursor.expect('as');
  readType(grammar.cursor);
}

function readConvert(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  grammar.expression(scope);
  if (cursor.take('using')) return void cursor.name();
  cursor.expect(',');
  readType(cursor);
}

function readExtract(grammar: Grammar, scope: Scope): void {
  grammar.cursor.name();
  grammar.cursor.expect('from');
  grammar.expression(scope);
}

function readTrim(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  const side = cursor.take('both') || cursor.take('leading') || cursor.take('trailing');
  if (!cursor.at('from')) grammar.expression(scope);
  else if (!side) cursor.refuse();
  if (cursor.take('from')) grammar.expression(scope);
}

function readPosition(grammar: Grammar, scope: Scope): void {
  grammar.operand(scope);
  grammar.cursor.expect('in');
  grammar.expression(scope);
}

function readFormat(grammar: Grammar, scope: Scope): void {
  grammar.cursor.name();
  grammar.cursor.expect(',');
  grammar.expression(scope);
}
