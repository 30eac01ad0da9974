import type { StoreTransaction } from '../../schema/store.ts';

/** News of one topic. */
export interface Reader {
  news(news: unknown): void;
  /** Some may have been missed. */
  missed?(): void;
}

/** Short news between the processes that share a store, as JSON: ids, never content. A process does not hear its own. */
export interface Bulletin {
  /** Whoever does not listen now misses it. With a transaction it is told when that is committed. Never rejects without one. */
  tell(topic: string, news: object | string, tx?: StoreTransaction): Promise<void>;
  /** Returns what ends it. */
  read(topic: string, reader: Reader): () => void;
}

/** Of a process that is alone. */
export const noBulletin: Bulletin = { tell: async () => {}, read: () => () => {} };
