import { refusal } from '../../guard/facts.ts';
import { allowedFunctions } from './functions.ts';
import { GuardRefusal } from './guard-refusal.ts';
import type { Token } from './tokens.ts';
import { beforeBracket, neverRead, types } from './words.ts';

const variableMarks: ReadonlySet<string> = new Set(['@', ':=', ':']);

/**
 * What can be said of a statement without understanding it. A second layer: a gap in the grammar next door lets nothing through
 * that is refused here. Throws GuardRefusal.
 */
export function judgeTokens(tokens: readonly Token[]): void {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    const before = tokens[index - 1];
    if (token.kind === 'mark') judgeMark(token, next);
    if (token.kind === 'word' && before?.value !== '.') judgeWord(token, next);
    const isNamed = token.kind === 'word' || token.kind === 'quoted';
    if (isNamed && next?.value === '(' && next.kind === 'mark') judgeCall(tokens, index);
  }
}

function judgeMark(token: Token, next: Token | undefined): void {
  if (variableMarks.has(token.value)) throw new GuardRefusal(refusal.variables);
  if (token.value === '?') throw new GuardRefusal(refusal.parameters);
  if (token.value === ';' && next && next.value !== ';') throw new GuardRefusal(refusal.several);
}

function judgeWord({ value }: Token, next: Token | undefined): void {
  if (value === 'for' && (next?.value === 'update' || next?.value === 'share'))
    throw new GuardRefusal(refusal.locks);
  if (value === 'lock' && next?.value === 'in') throw new GuardRefusal(refusal.locks);
  if (value === 'into' || value === 'outfile' || value === 'dumpfile') throw new GuardRefusal(refusal.into);
  if (neverRead.has(value)) throw new GuardRefusal(refusal.unknown(value.toUpperCase()));
}

/** A name before a bracket: an allowed function, a keyword, a type, or a name that is given there. */
function judgeCall(tokens: readonly Token[], index: number): void {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (!token || before?.value === 'as' || givesName(tokens, index)) return;
  const known =
    token.kind === 'word' &&
    before?.value !== '.' &&
    (allowedFunctions.has(token.value) || beforeBracket.has(token.value) || types.has(token.value));
  if (!known) throw new GuardRefusal(refusal.function(token.written));
}

/** `WITH name (columns) AS (`, or `(SELECT ...) name (columns)`. */
function givesName(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1]?.value;
  if (before === ')') return true;
  if (before !== ',' && before !== 'with' && before !== 'recursive') return false;
  let end = index + 2;
  for (let want: 'name' | 'mark' = 'name'; ; want = want === 'name' ? 'mark' : 'name') {
    const token = tokens[end++];
    if (want === 'name' && token?.kind !== 'word' && token?.kind !== 'quoted') return false;
    if (want === 'mark' && token?.value === ')') break;
    if (want === 'mark' && token?.value !== ',') return false;
  }
  return tokens[end]?.value === 'as' && tokens[end + 1]?.value === '(';
}
