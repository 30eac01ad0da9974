import { resolve } from 'node:path';
import type { Io } from '../command.ts';
import { whyRefused } from '../refuse.ts';
import { readPicture } from './read-picture.ts';

/** What came of one file. */
export type OfFile<Result> =
  | ({ readonly file: string } & Result)
  | { readonly file: string; readonly refused: string };

export interface PictureWork<Result> {
  /** `at` is the file's place among them. */
  readonly look: (bytes: Uint8Array, at: number) => Promise<Result>;
  /** So many files are looked at at once. */
  readonly atOnce: number;
  /** Of a file. */
  readonly maxBytes: number;
  readonly io: Io;
}

/** Looks at each file, as named on the command line; one that cannot be looked at takes nothing from the others. In their order. */
export async function eachPicture<Result>(
  files: readonly string[],
  { look, atOnce, maxBytes, io }: PictureWork<Result>,
): Promise<readonly OfFile<Result>[]> {
  const found: OfFile<Result>[] = [];
  const lookAt = async (file: string, at: number): Promise<OfFile<Result>> => {
    try {
      const picture = await readPicture(resolve(io.cwd, file), maxBytes);
      return picture.ok ? { file, ...(await look(picture.bytes, at)) } : { file, refused: picture.why };
    } catch (error) {
      return { file, refused: whyRefused(error, io) };
    }
  };
  // One list for all: who is free takes the next file, and no more are in memory than are looked at.
  const rest = files.entries();
  const work = async () => {
    for (const [at, file] of rest) found[at] = await lookAt(file, at);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found;
}
