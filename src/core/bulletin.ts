/** News of one topic. */
export interface Reader {
  news(news: unknown): void;
  /** Some may have been missed. */
  missed?(): void;
}

/** Short news between the processes that share a store, as JSON: ids, never content. A process does not hear its own. */
export interface Bulletin {
  /** Soon; whoever does not listen then misses it. */
  tell(topic: string, news: object | string): void;
  /** Returns what ends it. */
  read(topic: string, reader: Reader): () => void;
}

/** Of a process that is alone. */
export const noBulletin: Bulletin = { tell() {}, read: () => () => {} };
