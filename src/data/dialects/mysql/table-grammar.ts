import type { Cursor } from './cursor.ts';
import { type Grammar, namesInBrackets } from './grammar.ts';
import { readJsonTable } from './json-table-grammar.ts';
import type { Scope } from './scope.ts';
import type { Token } from './tokens.ts';

const hints: ReadonlySet<string> = new Set(['use', 'force', 'ignore']);

/** table, table JOIN table ON ..., (SELECT ...) name, ... */
export function readTables(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  do {
    readTable(grammar, scope);
    // Conditions are told apart by the server; which join one belongs to matters to nobody here.
    while (takeCondition(grammar, scope) || takeJoined(grammar, scope));
  } while (cursor.take(','));
}

function takeCondition(grammar: Grammar, scope: Scope): boolean {
  const { cursor } = grammar;
  if (cursor.take('on')) {
    grammar.expression(scope);
    return true;
  }
  if (!cursor.take('using')) return false;
  namesInBrackets(grammar);
  return true;
}

function takeJoined(grammar: Grammar, scope: Scope): boolean {
  if (!takeJoin(grammar)) return false;
  readTable(grammar, scope);
  return true;
}

function takeJoin({ cursor }: Grammar): boolean {
  if (cursor.take('straight_join') || cursor.take('join')) return true;
  const natural = cursor.take('natural');
  const side = cursor.take('left') || cursor.take('right');
  if (side) cursor.take('outer');
  else if (!cursor.take('inner') && !natural && !cursor.take('cross')) return false;
  cursor.expect('join');
  return true;
}

function readTable(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  cursor.take('lateral');
  if (cursor.at('(') && !grammar.atQueryInBrackets()) {
    cursor.next();
    grammar.tables(scope);
    cursor.expect(')');
    return;
  }
  const isQuery = cursor.at('(');
  if (!isQuery && !cursor.at('json_table', '(')) {
    readNamed(grammar, scope);
    return;
  }
  if (isQuery) grammar.queryInBrackets(scope);
  else readJsonTable(grammar, scope);
  readAlias(grammar);
}

function readNamed(grammar: Grammar, scope: Scope): void {
  const { cursor, seen } = grammar;
  const first = cursor.name();
  const second = cursor.take('.') ? nameBehindDot(cursor) : undefined;
  if (cursor.take('partition')) namesInBrackets(grammar);
  const renamed = readAlias(grammar);
  while (cursor.atAny(hints)) readHint(grammar);
  const { at: start } = first;
  const { end } = second ?? first;
  if (second) seen.tables.push({ schema: nameOf(first), name: nameOf(second), start, end, renamed });
  else if (!scope.has(nameOf(first))) seen.tables.push({ name: nameOf(first), start, end, renamed });
}

const nameOf = ({ kind, value, written }: Token): string => (kind === 'quoted' ? value : written);

/** Also a keyword is a name there. */
function nameBehindDot(cursor: Cursor): Token {
  const token = cursor.next();
  return token.kind === 'word' || token.kind === 'quoted' ? token : cursor.refuse();
}

/** Whether there was one. */
function readAlias(grammar: Grammar): boolean {
  const { cursor } = grammar;
  if (!cursor.take('as') && !cursor.atName()) return false;
  cursor.name();
  if (cursor.at('(')) namesInBrackets(grammar);
  return true;
}

function readHint(grammar: Grammar): void {
  const { cursor } = grammar;
  cursor.next();
  if (!cursor.take('index')) cursor.expect('key');
  if (cursor.take('for') && !cursor.take('join') && !cursor.take('order', 'by')) cursor.expect('group', 'by');
  cursor.expect('(');
  if (cursor.take(')')) return;
  do cursor.name();
  while (cursor.take(','));
  cursor.expect(')');
}
