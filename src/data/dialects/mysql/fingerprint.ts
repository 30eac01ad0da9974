import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';
import { quotedText } from './names.ts';

/** Of names, types, keys and comments. The server adds them up, so that little is sent. */
export async function readFingerprint(connection: Connection, database: string): Promise<string> {
  const own = `TABLE_SCHEMA = ${quotedText(database)}`;
  const sum = (table: string, columns: string) =>
    connection.ask(
      `SELECT COUNT(*), BIT_XOR(CRC32(CONCAT_WS('\\0', ${columns}))), SUM(CRC32(CONCAT_WS('\\n', ${columns}))) FROM information_schema.${table} WHERE ${own}`,
    );
  const parts = [
    await sum(
      'COLUMNS',
      'TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, IS_NULLABLE, COLUMN_KEY, COLUMN_COMMENT',
    ),
    await sum('KEY_COLUMN_USAGE', 'TABLE_NAME, COLUMN_NAME, REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME'),
    await connection.ask(
      `SELECT COUNT(*), BIT_XOR(CRC32(CONCAT_WS('\\0', TABLE_NAME, TABLE_TYPE, IF(TABLE_TYPE = 'VIEW', '', TABLE_COMMENT)))) FROM information_schema.TABLES WHERE ${own}`,
    ),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
