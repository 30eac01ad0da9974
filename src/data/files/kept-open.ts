export interface KeptOpenOptions<T> {
  readonly close: (opened: T) => Promise<void>;
  /** So many stay open at most that nobody uses. */
  readonly maxIdle: number;
  /** Milliseconds until one that nobody uses is closed. */
  readonly idleMs: number;
}

/** Things that are opened when they are used, shared by all who use them at once, and kept for a while after that. */
export interface KeptOpen<T> {
  /** Opens it under this key, unless it is open, and does the work; it is not closed meanwhile. */
  use<R>(key: string, open: () => Promise<T>, work: (opened: T) => Promise<R>): Promise<R>;
  /** Closes it once nobody uses it any more; whoever wants it from now on opens it anew. */
  drop(key: string): void;
  /** Resolves when all are closed. Those in use are closed at once. */
  close(): Promise<void>;
}

interface Entry<T> {
  readonly opening: Promise<T>;
  users: number;
  idle?: NodeJS.Timeout;
}

export function createKeptOpen<T>({ close, maxIdle, idleMs }: KeptOpenOptions<T>): KeptOpen<T> {
  /** Used last stands last. */
  const entries = new Map<string, Entry<T>>();
  const closing = new Set<Promise<void>>();
  let closed = false;

  const end = ({ opening, idle }: Entry<T>) => {
    clearTimeout(idle);
    // One that could not be opened has nothing to close, and whoever wanted it was told.
    const ended = opening.then(close, () => {}).finally(() => closing.delete(ended));
    closing.add(ended);
  };
  const forget = (key: string, entry: Entry<T>) => {
    if (entries.get(key) === entry) entries.delete(key);
  };
  const rest = (key: string, entry: Entry<T>) => {
    if (entries.get(key) !== entry) return closed ? undefined : end(entry);
    entry.idle = setTimeout(() => {
      forget(key, entry);
      end(entry);
    }, idleMs);
    const idle = [...entries].filter(([, { users }]) => users === 0);
    for (const [oldest, unused] of idle.slice(0, Math.max(0, idle.length - maxIdle))) {
      forget(oldest, unused);
      end(unused);
    }
  };

  return {
    async use(key, open, work) {
      if (closed) throw new Error('it is closed');
      const entry = entries.get(key) ?? { opening: open(), users: 0 };
      entries.delete(key);
      entries.set(key, entry);
      clearTimeout(entry.idle);
      entry.users += 1;
      try {
        const opened = await entry.opening.catch((error) => {
          forget(key, entry);
          throw error;
        });
        return await work(opened);
      } finally {
        entry.users -= 1;
        if (entry.users === 0) rest(key, entry);
      }
    },
    drop(key) {
      const entry = entries.get(key);
      if (!entry) return;
      entries.delete(key);
      if (entry.users === 0) end(entry);
    },
    async close() {
      closed = true;
      for (const entry of entries.values()) end(entry);
      entries.clear();
      await Promise.all(closing);
    },
  };
}
