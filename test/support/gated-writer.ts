import type { SqlWriter } from '../../src/core/sql-writer.ts';

/** A writer that takes its time with every question, until the test lets it go on or its signal aborts. */
export interface GatedWriter extends SqlWriter {
  /** Questions that it was asked, oldest first. */
  readonly started: readonly string[];
  /** Those of them that were given up. */
  readonly stopped: readonly string[];
  /** Lets this question be answered, with how many birds there are. */
  open(question: string): void;
}

export function gatedWriter(): GatedWriter {
  const started: string[] = [];
  const stopped: string[] = [];
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const gateOf = (question: string) => {
    const gate = gates.get(question) ?? Promise.withResolvers<void>();
    gates.set(question, gate);
    return gate;
  };
  return {
    name: 'gated',
    repairs: 0,
    started,
    stopped,
    open: (question) => gateOf(question).resolve(),
    async write({ question }, signal) {
      started.push(question);
      const gate = gateOf(question);
      signal.addEventListener('abort', () => {
        stopped.push(question);
        gate.reject(signal.reason);
      });
      await gate.promise;
      return { kind: 'draft', sql: 'SELECT count(*) AS birds FROM birds', understood: question };
    },
  };
}
