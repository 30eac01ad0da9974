import { bareFunctions } from './functions.ts';
import { expressions, type Grammar } from './grammar.ts';
import type { Scope } from './scope.ts';
import { intervalUnits } from './words.ts';

const prefixes: ReadonlySet<string> = new Set(['not', '!', '-', '+', '~', 'binary']);
const operators: ReadonlySet<string> = new Set([
  ...[
    '=',
    '<=>',
    '<>',
    '!=',
    '<',
    '<=',
    '>',
    '>=',
    '+',
    '-',
    '*',
    '/',
    '%',
    '|',
    '&',
    '^',
    '<<',
    '>>',
    '||',
    '&&',
  ],
  ...['->', '->>', 'and', 'or', 'xor', 'div', 'mod', 'like', 'regexp', 'rlike', 'between', 'escape'],
]);
const negated: ReadonlySet<string> = new Set(['like', 'regexp', 'rlike', 'between', 'in']);
const constants: ReadonlySet<string> = new Set(['null', 'true', 'false']);
const truths: ReadonlySet<string> = new Set([...constants, 'unknown']);
/** _utf8mb4'x', N'x', X'41', B'01', DATE '2024-01-01' */
const introducer = /^(_[a-z0-9]+|n|x|b|date|time|timestamp)$/;
const quantifiers: ReadonlySet<string> = new Set(['any', 'all', 'some']);

/**
 * Operands with operators between them. What binds more tightly does not matter to what is used; that the whole is an expression
 * is for the server to say.
 */
export function readExpression(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  grammar.operand(scope);
  for (;;) {
    const not = cursor.at('not') && negated.has(cursor.peek(1)?.value ?? '');
    if (not) cursor.next();
    if (cursor.take('in')) readBrackets(grammar, scope);
    else if (cursor.take('is')) {
      cursor.take('not');
      if (!cursor.atAny(truths)) cursor.refuse();
      cursor.next();
    } else if (cursor.take('sounds', 'like') || cursor.take('member', 'of')) grammar.operand(scope);
    else if (cursor.atAny(operators)) {
      cursor.next();
      grammar.operand(scope);
    } else return;
  }
}

export function readOperand(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  while (cursor.atAny(prefixes)) cursor.next();
  cursor.deeper(() => readPrimary(grammar, scope));
  while (cursor.take('collate')) cursor.name();
}

function readPrimary(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  const next = cursor.peek(1);
  const bracket = next?.kind === 'mark' && next.value === '(';
  if (cursor.atKind('number') || cursor.atAny(constants)) cursor.next();
  else if (cursor.atKind('text')) readTexts(grammar);
  else if (cursor.at('(')) readBrackets(grammar, scope);
  else if (introducer.test(cursor.peek()?.value ?? '') && next?.kind === 'text') {
    cursor.expectKind('word');
    readTexts(grammar);
  } else if (cursor.take('case')) readCase(grammar, scope);
  else if (cursor.take('exists')) grammar.queryInBrackets(scope);
  else if (cursor.take('row')) readBrackets(grammar, scope);
  else if (cursor.atAny(quantifiers) && bracket) {
    cursor.next();
    grammar.queryInBrackets(scope);
  } else if (cursor.take('interval')) readInterval(grammar, scope);
  else if (cursor.take('match')) readMatch(grammar, scope);
  else if (bracket) grammar.call(scope);
  else readName(grammar);
}

/** Texts side by side are one. */
function readTexts({ cursor }: Grammar): void {
  cursor.expectKind('text');
  while (cursor.atKind('text')) cursor.next();
}

function readBrackets(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  if (grammar.atQueryInBrackets()) grammar.queryInBrackets(scope);
  else {
    cursor.expect('(');
    expressions(grammar, scope);
    cursor.expect(')');
  }
}

function readCase(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  if (!cursor.at('when')) grammar.expression(scope);
  do {
    cursor.expect('when');
    grammar.expression(scope);
    cursor.expect('then');
    grammar.expression(scope);
  } while (cursor.at('when'));
  if (cursor.take('else')) grammar.expression(scope);
  cursor.expect('end');
}

/** INTERVAL 1 DAY; with a bracket and commas it is a function. */
function readInterval(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  const isCall = cursor.at('(');
  grammar.expression(scope);
  if (cursor.atAny(intervalUnits)) cursor.next();
  else if (isCall) grammar.seen.functions.push({ name: 'interval' });
  else cursor.refuse();
}

const searchModes: ReadonlySet<string> = new Set(
  'in natural language mode boolean with query expansion'.split(' '),
);

/** MATCH (columns) AGAINST (words IN BOOLEAN MODE) */
function readMatch(grammar: Grammar, scope: Scope): void {
  const { cursor } = grammar;
  readBrackets(grammar, scope);
  cursor.expect('against', '(');
  grammar.operand(scope);
  while (cursor.atAny(searchModes)) cursor.next();
  cursor.expect(')');
}

/** column, table.column, schema.table.column, table.*; or a function that has no brackets. */
function readName({ cursor, seen }: Grammar): void {
  const first = cursor.name();
  if (first.kind === 'word' && bareFunctions.has(first.value) && !cursor.at('.')) {
    seen.functions.push({ name: first.value });
    return;
  }
  for (let dots = 0; dots < 2 && cursor.take('.'); dots++) {
    if (cursor.take('*')) return;
    const part = cursor.next();
    if (part.kind !== 'word' && part.kind !== 'quoted') cursor.refuse();
  }
}
