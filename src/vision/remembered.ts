/** Answers that are not worked out twice. */
export interface Remembered<Answer> {
  /**
   * What `run` gave for this key before, or gives now; those who ask at the same moment share one run. Rejects as `run` does, which
   * is not remembered, or with the signal's reason; the run is ended when nobody waits for it any more.
   */
  of(key: string, run: (signal: AbortSignal) => Promise<Answer>, signal: AbortSignal): Promise<Answer>;
}

interface Running<Answer> {
  readonly answer: Promise<Answer>;
  readonly stop: AbortController;
  waiting: number;
}

/** Remembers the answers to the last `most` keys. */
export function createRemembered<Answer>(most: number): Remembered<Answer> {
  /** The longest unasked first. */
  const kept = new Map<string, Answer>();
  const running = new Map<string, Running<Answer>>();

  const keep = (key: string, answer: Answer) => {
    kept.delete(key);
    kept.set(key, answer);
    for (const [oldest] of kept) if (kept.size > most) kept.delete(oldest);
  };
  const start = (key: string, run: (signal: AbortSignal) => Promise<Answer>) => {
    const stop = new AbortController();
    const answer = run(stop.signal)
      .then((found) => {
        keep(key, found);
        return found;
      })
      .finally(() => forget(key, shared));
    const shared: Running<Answer> = { answer, stop, waiting: 0 };
    running.set(key, shared);
    return shared;
  };
  const forget = (key: string, shared: Running<Answer>) => {
    if (running.get(key) === shared) running.delete(key);
  };

  return {
    async of(key, run, signal) {
      signal.throwIfAborted();
      const known = kept.get(key);
      if (known !== undefined) {
        keep(key, known);
        return known;
      }
      const shared = running.get(key) ?? start(key, run);
      shared.waiting++;
      const gone = Promise.withResolvers<never>();
      const leave = () => {
        shared.waiting--;
        if (shared.waiting > 0) return gone.reject(signal.reason);
        forget(key, shared);
        shared.stop.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        return await Promise.race([shared.answer, gone.promise]);
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
  };
}
