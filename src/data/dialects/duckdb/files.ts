import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { MagpieError } from '../../../core/errors.ts';
import { fileAt } from '../../file-at.ts';
import { type FileKind, fileKind } from './file-kind.ts';
import { tableNames } from './table-names.ts';

/** A file that holds a table; a workbook holds several. */
export interface DataFile {
  readonly path: string;
  readonly kind: FileKind;
  readonly bytes: number;
  /** Changes when the file does. */
  readonly version: string;
  /** What its table is called, or what its tables' names begin with. */
  readonly table: string;
}

/** Of one folder. */
const maxFiles = 1_000;

/** The file at a path, or those of a folder in the order of their names. Throws SOURCE_UNAVAILABLE. */
export function dataFiles(path: string): readonly DataFile[] {
  const stat = fileAt(path);
  if (!stat) throw new MagpieError('SOURCE_UNAVAILABLE', { why: 'the file is gone' });
  const paths = stat.isDirectory() ? filesIn(path) : [path];
  const names = tableNames(paths.map((one) => basename(one, extname(one))));
  return paths.flatMap((one, at) => {
    const [kind, file, table] = [fileKind(one), fileAt(one), names[at]];
    if (kind === undefined || table === undefined || !file?.isFile()) return [];
    return { path: one, kind, bytes: file.size, version: `${file.ino}:${file.size}@${file.mtimeMs}`, table };
  });
}

function filesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => fileKind(name) && !/^[.~]/.test(name));
  if (names.length > maxFiles) {
    throw new MagpieError('SOURCE_UNAVAILABLE', {
      why: `the folder holds more than ${maxFiles} files of tables`,
    });
  }
  return names.sort().map((name) => join(folder, name));
}
