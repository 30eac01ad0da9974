import type { Kysely } from 'kysely';
import type { StoreTables } from '../../schema/store.ts';
import type { Writing } from '../core/call-store.ts';

type Work<T> = (writing: Writing) => Promise<T>;

/** Writes with one statement, which is on the disk when it resolves. */
export type WriteOne = <T>(statement: (on: { readonly tx: Kysely<StoreTables> }) => Promise<T>) => Promise<T>;

/** Writes in a transaction, which is on the disk when it resolves; it may be shared with others. Nothing of a work that rejects is written. */
export type Write = <T>(work: Work<T>) => Promise<T>;

interface Entry {
  /** Resolves with what tells the writer that it is done, once it is committed. */
  readonly work: Work<() => void>;
  readonly fail: (error: unknown) => void;
}

/**
 * To have something on the disk takes about a millisecond, for one as for many: what is to be written in one turn of the event
 * loop is committed together, in the order in which it came. With `everyMs` who comes soon after others waits for that long at most, so
 * that more come together.
 */
export function createGroupCommit(db: Kysely<StoreTables>, everyMs = 0): Write {
  let waiting: Entry[] = [];
  let last: Promise<void> = Promise.resolve();
  let begun = Number.NEGATIVE_INFINITY;

  const commit = async (entries: readonly Entry[]): Promise<void> => {
    try {
      const done = await db.transaction().execute(async (tx) => {
        const all: (() => void)[] = [];
        const last: (() => Promise<void>)[] = [];
        const writing = { tx, beforeCommit: (work: () => Promise<void>) => void last.push(work) };
        for (const { work } of entries) all.push(await work(writing));
        for (const work of last) await work();
        return all;
      });
      for (const tell of done) tell();
    } catch (error) {
      const [only] = entries;
      if (entries.length === 1) only?.fail(error);
      // One of them is at fault; nothing was written of any.
      else for (const entry of entries) await commit([entry]);
    }
  };

  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) {
        const begin = () => {
          const entries = waiting;
          waiting = [];
          begun = performance.now();
          last = last.then(() => commit(entries));
        };
        const early = begun + everyMs - performance.now();
        if (early > 0) setTimeout(begin, early);
        else setImmediate(begin);
      }
      waiting.push({
        work: async (writing) => {
          const result = await work(writing);
          return () => resolve(result);
        },
        fail: reject,
      });
    });
}
