export type WishKind = 'cancel' | 'retry';

/** Something that an operator wants of a call. The process that works on the call does it, not the one that was asked. */
export interface Wish {
  /** uuid v7. */
  readonly id: string;
  readonly callId: string;
  readonly kind: WishKind;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
}

/** What became of it; `why` is for the operator, in English. */
export type WishAnswer =
  | { readonly verdict: 'done'; readonly newCallId?: string }
  | { readonly verdict: 'refused'; readonly why: string };

/** Every method is one transaction, committed when its promise resolves. Wishes go with their call. */
export interface WishStore {
  /** Resolves with its id: that of the same wish where one is open already. */
  make(wish: Wish): Promise<string>;
  /** Those without an answer; oldest first. */
  open(): Promise<readonly Wish[]>;
  /** Only the first answer counts. */
  answer(id: string, answer: WishAnswer, at: Date): Promise<void>;
  /** Oldest first. */
  ofCall(callId: string): Promise<readonly (Wish & { readonly answer?: WishAnswer })[]>;
}
