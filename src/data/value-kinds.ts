import type { ValueKind } from '../core/data-source.ts';

const date = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const datetime = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/;
// A leading zero or a plus marks a code or a telephone number, which nobody adds up.
const integer = /^-?(0|[1-9]\d{0,14})$/;
const decimal = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;

/**
 * What texts are, when all of them agree: many databases keep dates and numbers as text. Empty texts say nothing.
 */
export function kindOfTexts(texts: Iterable<string>): 'text' | 'date' | 'datetime' | 'integer' | 'decimal' {
  const candidates = new Map<Exclude<ValueKind, 'text' | 'boolean' | 'other'>, RegExp>([
    ['date', date],
    ['datetime', datetime],
    ['integer', integer],
    ['decimal', decimal],
  ]);
  let seen = false;
  for (const text of texts) {
    if (text === '') continue;
    seen = true;
    for (const [kind, pattern] of candidates) if (!pattern.test(text)) candidates.delete(kind);
    if (candidates.size === 0) return 'text';
  }
  const [kind] = candidates.keys();
  return seen && kind ? kind : 'text';
}
