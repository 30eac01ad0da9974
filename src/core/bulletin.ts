import type { StoreTransaction } from '../../schema/store.ts';
import type { Json } from './json.ts';

/** News of one topic. */
export interface Reader {
  news(news: Json): void;
  /** Some may have been missed. */
  missed?(): void;
}

/** Short news between the processes that share a store: ids, never content. A process does not hear its own. */
export interface Bulletin {
  /** Whoever does not listen now misses it. With a transaction it is told when that is committed. Never rejects without one. */
  tell(topic: string, news: Json, tx?: StoreTransaction): Promise<void>;
  /** Returns what ends it. */
  read(topic: string, reader: Reader): () => void;
}

/** Of a process that is alone. */
export const noBulletin: Bulletin = { tell: async () => {}, read: () => () => {} };
