import { childrenOfThis } from '../../test/support/children-of.ts';
import { residentNow } from '../watch-children.ts';
import { ours, type Picture } from './contestants.ts';

export interface Flatness {
  readonly pictures: number;
  /** Resident in this process and those that look at pictures, after each tenth of the pictures. */
  readonly rssMb: readonly number[];
  /** How much more it was after the last of them than after the first two tenths, at most. */
  readonly growthMb: number;
}

const megabyte = 1024 * 1024;
const parts = 10;

/** Looks at so many pictures, those of the shelf in turn: they must be more than are remembered, so that none is answered from memory. */
export async function watchMemory(
  folder: string,
  dataDir: string,
  shelf: readonly Picture[],
  count: number,
): Promise<Flatness> {
  const contestant = await ours(folder, dataDir);
  const looking = [String(process.pid), ...(await childrenOfThis())];
  const rssMb: number[] = [];
  let next = 0;
  try {
    for (let part = 0; part < parts; part++) {
      const turn = Array.from({ length: Math.ceil(count / parts) }, () => shelf[next++ % shelf.length]);
      await contestant.rate(turn.filter((picture) => picture !== undefined));
      rssMb.push(Math.round((await residentNow(looking)) / megabyte));
    }
  } finally {
    await contestant.close();
  }
  const [first = 0, second = 0] = rssMb;
  return { pictures: count, rssMb, growthMb: (rssMb.at(-1) ?? 0) - Math.max(first, second) };
}
