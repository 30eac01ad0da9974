import type { ValueKind } from '../../../core/data-source.ts';

/** Numbers of built-in types, which never change: https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const kinds: ReadonlyMap<number, ValueKind> = new Map([
  [16, 'boolean'],
  ...[20, 21, 23].map((oid) => [oid, 'integer'] as const),
  ...[700, 701, 1700].map((oid) => [oid, 'decimal'] as const),
  [1082, 'date'],
  [1114, 'datetime'],
  [1184, 'datetime'],
  // "char", name, text, json, char, varchar, uuid, jsonb, unknown.
  ...[18, 19, 25, 114, 705, 1042, 1043, 2950, 3802].map((oid) => [oid, 'text'] as const),
]);

/** Types of the database itself have lower numbers. */
const firstMade = 16_384;

/** What somebody made is nearly always an enumeration or a kind of text. */
export const kindOf = (oid: number): ValueKind => kinds.get(oid) ?? (oid >= firstMade ? 'text' : 'other');
