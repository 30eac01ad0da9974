/** The time as Slack has it, what falls due by it, and ids. */
export interface Clock {
  now(): number;
  /** Milliseconds that went by; they do so also where `now` stands still. */
  elapsed(): number;
  advance(ms: number): void;
  /** Does this once so many milliseconds have gone by or were skipped, unless what is given back is called before. */
  after(ms: number, task: () => void): () => void;
  sleep(ms: number): Promise<void>;
  /** '1524523204.000192', later than every one before it. */
  ts(): string;
  /** 'C0000000A1' */
  id(prefix: string): string;
  close(): void;
}

interface Due {
  readonly at: number;
  readonly task: () => void;
  readonly timer: NodeJS.Timeout;
}

export function createClock(now: () => Date): Clock {
  const waiting = new Set<Due>();
  let ahead = 0;
  let lastTs = 0;
  let ids = 0;
  const time = () => now().getTime() + ahead;
  const elapsed = () => performance.now() + ahead;
  const after: Clock['after'] = (ms, task) => {
    const due: Due = { at: elapsed() + ms, task, timer: setTimeout(() => run(due), ms) };
    due.timer.unref();
    waiting.add(due);
    return () => drop(due);
  };
  function drop(due: Due): boolean {
    clearTimeout(due.timer);
    return waiting.delete(due);
  }
  function run(due: Due): void {
    if (drop(due)) due.task();
  }
  return {
    now: time,
    elapsed,
    advance(ms) {
      ahead += ms;
      const due = [...waiting].filter(({ at }) => at <= elapsed()).sort((a, b) => a.at - b.at);
      for (const one of due) run(one);
    },
    after,
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve)),
    ts() {
      lastTs = Math.max(lastTs + 1, Math.floor(time() * 1000));
      return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
    },
    id(prefix) {
      ids += 1;
      return `${prefix}0FAKE${ids.toString(36).toUpperCase().padStart(5, '0')}`;
    },
    close() {
      for (const due of waiting) drop(due);
    },
  };
}
