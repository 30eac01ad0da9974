import type { SqlWriter } from '../../src/core/sql-writer.ts';
import { birdQuestions } from './bird-playground.ts';
import { eventually } from './eventually.ts';
import { knowing } from './playground.ts';
import type { TempStore } from './temp-store.ts';

/** A writer that knows about the birds, and counts how often it is asked. */
export function countedBirds(): { readonly writer: SqlWriter; readonly written: () => number } {
  let written = 0;
  const known = knowing(birdQuestions);
  return {
    writer: {
      ...known,
      write(...given) {
        written += 1;
        return known.write(...given);
      },
    },
    written: () => written,
  };
}

export const allAnswered = ({ store }: { readonly store: TempStore }) =>
  eventually(async () => (await store.calls.unfinished()).length === 0);
