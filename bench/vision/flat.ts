import { childrenOfThis } from '../../test/support/children-of.ts';
import { residentNow } from '../watch-children.ts';
import { ours, type Picture } from './contestants.ts';

export interface Flatness {
  readonly pictures: number;
  /** Resident after each tenth of the pictures, in those processes that look at them, and in this one. */
  readonly childrenMb: readonly number[];
  readonly ownMb: readonly number[];
  /** How much more it was in all after the last tenth than after the fifth: the first ones fill what is kept for the next pictures. */
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
  const children = await childrenOfThis();
  const childrenMb: number[] = [];
  const ownMb: number[] = [];
  let next = 0;
  try {
    for (let part = 0; part < parts; part++) {
      const turn = Array.from({ length: Math.ceil(count / parts) }, () => shelf[next++ % shelf.length]);
      await contestant.rate(turn.filter((picture) => picture !== undefined));
      childrenMb.push(Math.round((await residentNow(children)) / megabyte));
      ownMb.push(Math.round(process.memoryUsage.rss() / megabyte));
    }
  } finally {
    await contestant.close();
  }
  const after = (part: number) => (childrenMb.at(part) ?? 0) + (ownMb.at(part) ?? 0);
  return { pictures: count, childrenMb, ownMb, growthMb: after(-1) - after(parts / 2 - 1) };
}
