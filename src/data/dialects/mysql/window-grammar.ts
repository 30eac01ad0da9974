import { expressions, type Grammar, ordered } from './grammar.ts';
import type { Scope } from './scope.ts';

const frames: ReadonlySet<string> = new Set(['rows', 'range', 'groups']);

/** ([name] [PARTITION BY ...] [ORDER BY ...] [ROWS ...]) */
export function windowInBrackets(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  cursor.expect('(');
  if (cursor.atName() && !cursor.atAny(frames)) cursor.name();
  if (cursor.take('partition', 'by')) expressions(grammar, scope);
  if (cursor.take('order', 'by')) ordered(grammar, scope);
  if (cursor.atAny(frames)) {
    cursor.next();
    const both = cursor.take('between');
    readBound(grammar, scope);
    if (both) {
      cursor.expect('and');
      readBound(grammar, scope);
    }
  }
  cursor.expect(')');
}

function readBound(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  if (cursor.take('current', 'row')) return;
  if (!cursor.take('unbounded')) grammar.operand(scope);
  if (!cursor.take('preceding')) cursor.expect('following');
}
