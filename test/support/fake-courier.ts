import type { Call } from '../../src/core/call.ts';
import type { Courier } from '../../src/core/platform.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { Reply } from '../../src/core/reply.ts';
import { eventually } from './eventually.ts';

/** A platform of which one sees what its people see. */
export interface FakeCourier extends Courier {
  /** What stands in each call's message, in the order of the edits. */
  readonly edits: readonly { readonly callId: string; readonly progress: Progress; readonly at: number }[];
  readonly deliveries: readonly { readonly callId: string; readonly reply: Reply }[];
  readonly files: Map<string, Uint8Array>;
  /** Deliveries reject while this is set. */
  broken: Error | undefined;
  /** Resolves with the answer to this call. */
  answerTo(call: Pick<Call, 'id'>): Promise<Reply>;
}

export function createFakeCourier(editEveryMs = 0): FakeCourier {
  const edits: FakeCourier['edits'][number][] = [];
  const deliveries: FakeCourier['deliveries'][number][] = [];
  const files = new Map<string, Uint8Array>();
  return {
    editEveryMs,
    answersFirst: false,
    edits,
    deliveries,
    files,
    broken: undefined,
    async progress({ id }, progress) {
      edits.push({ callId: id, progress, at: performance.now() });
    },
    async deliver({ id }, reply) {
      if (this.broken) throw this.broken;
      deliveries.push({ callId: id, reply });
      return { opened: `thread of ${id}` };
    },
    again: () => ({}),
    async read({ name }, signal) {
      signal.throwIfAborted();
      const bytes = files.get(name);
      if (!bytes) throw new Error('404');
      return bytes;
    },
    answerTo: ({ id }) => eventually(() => deliveries.find(({ callId }) => callId === id)?.reply),
  };
}
