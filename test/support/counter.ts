import { createSource } from '../../src/ask/source.ts';
import type { Call } from '../../src/core/call.ts';
import type { Classifier } from '../../src/core/classifier.ts';
import type { Answer, AnyCommand, CallOf } from '../../src/core/command.ts';
import type { DataSource } from '../../src/core/data-source.ts';
import { MagpieError } from '../../src/core/errors.ts';
import type { OptionSpecs } from '../../src/core/options.ts';
import type { Progress } from '../../src/core/progress.ts';
import type { AnswerLimits, Services } from '../../src/core/services.ts';
import type { SqlWriter } from '../../src/core/sql-writer.ts';
import { sayIn } from '../../src/core/text.ts';
import type { Store } from '../../src/store/open.ts';
import { aCall, noon } from './a-call.ts';

export interface Counter {
  readonly services: Services;
  readonly progress: readonly Progress[];
  /** Runs a call and stores its end as dispatch does, so that buttons find the turn. Rejects with what the command throws. */
  run(
    command: AnyCommand,
    options: Call['options'],
    different?: Partial<Call>,
  ): Promise<Answer & { id: string }>;
}

interface CounterOptions {
  readonly store: Store;
  readonly sources: readonly DataSource[];
  readonly writer: SqlWriter;
  readonly classifiers?: readonly Classifier[];
  readonly limits?: Partial<AnswerLimits>;
  readonly openFile?: Services['openFile'];
}

/** Where commands are served in tests: a real store, real sources, and no platform. */
export function openCounter(options: CounterOptions): Counter {
  const { store, sources, writer, classifiers = [], limits, openFile = noFiles } = options;
  const services: Services = {
    ...store,
    classifiers: new Map(classifiers.map((classifier) => [classifier.model, classifier])),
    sources: new Map(sources.map((data) => [data.name, createSource(data)])),
    openFile,
    writer,
    limits: {
      maxRows: 100,
      maxBytes: 100_000,
      queryTimeoutMs: 5000,
      askRows: 2_000_000,
      maxReadRows: 500_000_000,
      pageRows: 2,
      ...limits,
    },
    budget: { reserve: async () => ({ pay: async () => {} }) },
    cancel: async () => false,
    status: () => {
      throw new Error('nobody asks how it does');
    },
  };
  const seen: Progress[] = [];
  return {
    services,
    progress: seen,
    async run(command, options, different = {}) {
      const call = aCall({ command: command.name, options, ...different });
      await store.calls.insert(call);
      await store.calls.begin(call.id);
      // Options are checked by dispatch, which is not here; absent flags are false.
      const checked = { private: false, confirmed: false, ...call.options } as CallOf<OptionSpecs>['options'];
      const answer = await command.run(
        { ...call, options: checked },
        {
          services,
          signal: AbortSignal.timeout(20_000),
          progress: (progress) => void seen.push(progress),
          say: sayIn(call.caller.locale),
          now: () => new Date(noon),
        },
      );
      await store.calls.finish(call.id, { outcome: 'done', ...answer });
      await store.calls.delivered(call.id);
      return { ...answer, id: call.id };
    },
  };
}

const noFiles: Services['openFile'] = async () => {
  throw new MagpieError('BLOB_GONE');
};
