import type { Cursor } from './cursor.ts';
import { types } from './words.ts';

/** CHAR(10) CHARACTER SET utf8mb4, UNSIGNED INTEGER, DECIMAL(10, 2) */
export function readType(cursor: Cursor): void {
  if (!cursor.atAny(types)) cursor.refuse();
  while (cursor.atAny(types) || cursor.at('charset')) {
    if (cursor.take('charset') || cursor.take('character', 'set')) {
      cursor.name();
      continue;
    }
    cursor.next();
    if (!cursor.take('(')) continue;
    cursor.expectKind('number');
    if (cursor.take(',')) cursor.expectKind('number');
    cursor.expect(')');
  }
  if (cursor.take('collate')) cursor.name();
}
