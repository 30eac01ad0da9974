import type { ValueKind } from '../../../core/data-source.ts';

const kinds: ReadonlyMap<string, ValueKind> = new Map([
  ...['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'year', 'bit'].map(
    (type) => [type, 'integer'] as const,
  ),
  ...['decimal', 'float', 'double'].map((type) => [type, 'decimal'] as const),
  ...['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext', 'enum', 'set', 'json', 'time'].map(
    (type) => [type, 'text'] as const,
  ),
  ...['uuid', 'inet4', 'inet6'].map((type) => [type, 'text'] as const),
  ['date', 'date'],
  ['datetime', 'datetime'],
  ['timestamp', 'datetime'],
]);

/** `type` is DATA_TYPE and `full` is COLUMN_TYPE, which alone tells a truth from a small number. */
export const declaredKind = (type: string, full: string): ValueKind =>
  /^tinyint\(1\)/i.test(full) ? 'boolean' : (kinds.get(type.toLowerCase()) ?? 'other');
