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
  if (cursor.at('(')) grammar.queryInBrackets(scope);
  else if (cursor.at('json_table', '(')) readJsonTable(grammar, scope);
  else readName(grammar, scope);
  readAlias(grammar);
  while (cursor.atAny(hints)) readHint(grammar);
}

function readName(grammar: Grammar, scope: Scope): void {
  const { cursor, seen } = grammar;
  const first = nameOf(cursor.name());
  const second = cursor.take('.') ? nameBehindDot(cursor) : undefined;
  if (second !== undefined) seen.tables.push({ schema: first, name: second });
  else if (!scope.has(first)) seen.tables.push({ name: first });
  if (cursor.take('partition')) namesInBrackets(grammar);
}

const nameOf = ({ kind, value, written }: Token): string => (kind === 'quoted' ? value : written);

/** Also a keyword is a name there. */
function nameBehindDot(cursor: Cursor): string {
  const token = cursor.next();
  return token.kind === 'word' || token.kind === 'quoted' ? nameOf(token) : cursor.refuse();
}

function readAlias(grammar: Grammar): void {
  const { cursor } = grammar;
  if (!cursor.take('as') && !cursor.atName()) return;
  cursor.name();
  if (cursor.at('(')) namesInBrackets(grammar);
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
