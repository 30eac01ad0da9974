import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';

/** Raise it when the rows change and the schema does not. */
const rowsEdition = 2;

/** A positive 31-bit number that changes with the schema or the rows; SQLite keeps it as `user_version`. */
export async function demoEdition(): Promise<number> {
  const schema = await readFile(new URL('schema.sql', import.meta.url));
  const hash = createHash('sha256').update(schema).update(String(rowsEdition)).digest();
  return hash.readUInt32BE() >>> 1;
}

/**
 * Whether this is a SQLite file of that edition and of its full length. Reads only the header, so it costs nothing at start:
 * https://www.sqlite.org/fileformat2.html#the_database_header
 */
export async function isEdition(path: string, edition: number): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return false;
  try {
    const { buffer: header, bytesRead } = await file.read(Buffer.alloc(100), 0, 100, 0);
    if (bytesRead < 100 || header.toString('latin1', 0, 15) !== 'SQLite format 3') return false;
    const length = header.readUInt16BE(16) * header.readUInt32BE(28);
    return header.readUInt32BE(60) === edition && length === (await file.stat()).size;
  } finally {
    await file.close();
  }
}
