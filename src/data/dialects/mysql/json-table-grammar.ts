import type { Grammar } from './grammar.ts';
import type { Scope } from './scope.ts';
import { readType } from './type-grammar.ts';

/** JSON_TABLE(document, path COLUMNS (...)) */
export function readJsonTable(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  cursor.expect('json_table', '(');
  grammar.expression(scope);
  cursor.expect(',');
  cursor.expectKind('text');
  readColumns(grammar);
  cursor.expect(')');
}

function readColumns(grammar: Grammar): void {
  const { cursor } = grammar;
  cursor.expect('columns', '(');
  do readColumn(grammar);
  while (cursor.take(','));
  cursor.expect(')');
}

function readColumn(grammar: Grammar): void {
  const { cursor } = grammar;
  if (cursor.take('nested')) {
    cursor.take('path');
    cursor.expectKind('text');
    cursor.deeper(() => readColumns(grammar));
    return;
  }
  cursor.name();
  if (cursor.take('for', 'ordinality')) return;
  readType(cursor);
  cursor.take('exists');
  cursor.expect('path');
  cursor.expectKind('text');
  readFallbacks(grammar);
}

/** What stands for a value that is not there: NULL ON EMPTY DEFAULT '0' ON ERROR. */
export function readFallbacks({ cursor }: Grammar): void {
  while (cursor.at('null', 'on') || cursor.at('error', 'on') || cursor.at('default')) {
    if (cursor.next().value === 'default' && !cursor.atKind('number')) cursor.expectKind('text');
    else if (cursor.atKind('number')) cursor.next();
    cursor.expect('on');
    if (!cursor.take('empty')) cursor.expect('error');
  }
}
