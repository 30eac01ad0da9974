import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What the driver saw with its own eyes. `key` names what a person did, however often it was sent. */
export type Entry =
  | { readonly kind: 'sent'; readonly key: string }
  /** Magpie acknowledged it under this id. */
  | { readonly kind: 'accepted'; readonly key: string; readonly id: string }
  /** An answer was shown. `sight` is one connection or look: two answers in one sight are two messages. */
  | {
      readonly kind: 'answer';
      readonly key: string;
      readonly id: string;
      readonly sight: number;
      readonly answer: Answer;
    }
  /** The answer that was shown is gone: it is worked on again. */
  | { readonly kind: 'withdrawn'; readonly key: string; readonly id: string }
  /** Magpie no longer knows what it acknowledged. */
  | { readonly kind: 'unknown'; readonly key: string; readonly id: string };

export interface Answer {
  readonly outcome: string;
  /** Two runs of one call differ in it. */
  readonly fingerprint: string;
  /** It is an answer to this call, and to no other. */
  readonly fits: boolean;
  readonly quarantined: boolean;
}

export interface Journal {
  /** On the disk when it returns. */
  write(entry: Entry): void;
  close(): void;
}

export function openJournal(file: string): Journal {
  const handle = openSync(file, 'a');
  return {
    write(entry) {
      writeSync(handle, `${JSON.stringify(entry)}\n`);
      fsyncSync(handle);
    },
    close: () => closeSync(handle),
  };
}

/** The driver alone writes this file. */
export const readJournal = (file: string): readonly Entry[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Entry => JSON.parse(line));
