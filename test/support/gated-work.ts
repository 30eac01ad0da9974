import { type AnyCommand, type CommandContext, command } from '../../src/core/command.ts';
import type { Lane } from '../../src/core/job-queue.ts';
import { aReply, aTurn } from './a-call.ts';
import { eventually } from './eventually.ts';

/** Commands whose work goes on until the test says so. */
export interface GatedWork {
  readonly commands: readonly AnyCommand[];
  /** Ids, in the order in which their work started. */
  readonly started: readonly string[];
  /** Ids whose work goes on now. */
  readonly running: ReadonlySet<string>;
  contextOf(id: string): CommandContext;
  /** Lets the work of this call end, now or as soon as it starts. */
  finish(id: string): void;
  fail(id: string, error: unknown): void;
  /** From now on everything ends at once. */
  open(): void;
  hasStarted(id: string): Promise<void>;
}

export interface GatedOptions {
  /** Does not stop when its signal aborts. Default: it does. */
  readonly stubborn?: boolean;
}

export function gatedWork({ stubborn = false }: GatedOptions = {}): GatedWork {
  const gates = new Map<string, PromiseWithResolvers<void>>();
  const started: string[] = [];
  const running = new Set<string>();
  const contexts = new Map<string, CommandContext>();
  let isOpen = false;

  const gateOf = (id: string) => {
    const gate = gates.get(id) ?? Promise.withResolvers<void>();
    gate.promise.catch(() => {});
    gates.set(id, gate);
    return gate;
  };
  const gated = (name: string, lane: Lane) =>
    command({
      name,
      on: 'slash',
      lane,
      options: {
        question: { kind: 'text', required: false, maxLength: 100 },
        image: { kind: 'image', required: false },
        private: { kind: 'flag', required: false },
      },
      async run(call, context) {
        const { id } = call;
        started.push(id);
        contexts.set(id, context);
        running.add(id);
        const stop = () => gateOf(id).reject(context.signal.reason);
        if (!stubborn) context.signal.addEventListener('abort', stop, { once: true });
        try {
          if (!isOpen) await gateOf(id).promise;
        } finally {
          running.delete(id);
        }
        const summary = `answer to ${call.options.question ?? call.options.image?.sha256 ?? 'nothing'}`;
        return { reply: aReply({ summary }), turn: aTurn({ ...call, options: {} }, { summary }) };
      },
    });

  return {
    commands: [gated('ask', 'ask'), gated('classify', 'vision'), gated('peek', 'now')],
    started,
    running,
    contextOf(id) {
      const context = contexts.get(id);
      if (!context) throw new Error(`${id} has not started`);
      return context;
    },
    finish: (id) => gateOf(id).resolve(),
    fail: (id, error) => gateOf(id).reject(error),
    open() {
      isOpen = true;
      for (const gate of gates.values()) gate.resolve();
    },
    async hasStarted(id) {
      await eventually(() => started.includes(id));
    },
  };
}
