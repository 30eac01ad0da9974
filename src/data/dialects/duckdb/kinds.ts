import type { ValueKind } from '../../../core/data-source.ts';

const rules: readonly (readonly [RegExp, ValueKind])[] = [
  [/\[\d*\]$|^(STRUCT|MAP|UNION|VARIANT)\b/, 'other'],
  [/^(VARCHAR|JSON|UUID|ENUM|CHAR|TEXT|STRING)\b/, 'text'],
  [/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^BIGNUM$/, 'integer'],
  [/^(DECIMAL|NUMERIC|DOUBLE|FLOAT|REAL)\b/, 'decimal'],
  [/^BOOL/, 'boolean'],
  [/^DATE$/, 'date'],
  [/^TIMESTAMP/, 'datetime'],
];

/** Of a type as DuckDB writes it: 'DECIMAL(8,2)', 'STRUCT(a INTEGER)[]'. DuckDB keeps to its types, so that no value needs to be seen. */
export const typeKind = (type: string): ValueKind =>
  rules.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
