import type { ValueKind } from '../../../core/data-source.ts';

const rules: readonly (readonly [RegExp, ValueKind])[] = [
  [/bool/i, 'boolean'],
  [/datetime|timestamp/i, 'datetime'],
  [/^date$/i, 'date'],
  [/int/i, 'integer'],
  [/char|clob|text|string|json|uuid/i, 'text'],
  [/real|floa|doub|num|dec|money/i, 'decimal'],
];

/**
 * What a declared type promises, which binds no value: SQLite keeps any value in any column. The order is SQLite's own for
 * affinities ("CHARINT" is an integer), with the names that it does not know before it.
 */
export const declaredKind = (type: string): ValueKind =>
  rules.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
