import type { Asker } from './rights.ts';

/** Tokens of the language model that have been spent on one day. */
export interface Spent {
  readonly person: number;
  /** Threads included. */
  readonly channel: number;
  readonly all: number;
}

/** How many tokens may be spent on one day; what is absent is not limited. */
export type SpendingCaps = { readonly [Of in keyof Spent]?: number | undefined };

/** Counts by days, which are ISO dates in UTC. */
export interface SpendingStore {
  add(day: string, payer: Asker, tokens: number): Promise<void>;
  /** By this person anywhere, in their channel by anybody, and in all. */
  spent(day: string, payer: Asker): Promise<Spent>;
}

/** What a call may spend on the language model. */
export interface Budget {
  /** To be asked before the model is. Rejects with SPENDING_CAP; until it is paid, so many tokens count as spent. */
  reserve(estimate: number): Promise<Reservation>;
}

interface Reservation {
  /** What it took in the end, also when it failed: as far as that is known. */
  pay(tokens: number): Promise<void>;
}
