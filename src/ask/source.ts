import type { Catalogue, DataSource } from '../core/data-source.ts';
import { unlessAborted } from '../core/dispatch/unless-aborted.ts';
import type { Source } from '../core/services.ts';

interface Reading {
  readonly catalogue: Promise<Catalogue>;
  readonly stop: AbortController;
  /** Callers that still wait for it. */
  readers: number;
}

/**
 * A source whose catalogue is read once and again only when its fingerprint changes. Callers that come while it is being
 * read share that reading; it is given up when none of them waits any more.
 */
export function createSource(data: DataSource): Source {
  let known: Catalogue | undefined;
  let reading: Reading | undefined;

  const read = (): Reading => {
    const stop = new AbortController();
    const started: Reading = { catalogue: data.describe(stop.signal), stop, readers: 0 };
    started.catalogue
      .then(
        (catalogue) => {
          known = catalogue;
        },
        () => {},
      )
      .finally(() => {
        if (reading === started) reading = undefined;
      });
    return started;
  };

  return {
    data,
    async catalogue(signal) {
      const fingerprint = await data.fingerprint(signal);
      if (known?.fingerprint === fingerprint) return known;
      reading ??= read();
      const shared = reading;
      shared.readers += 1;
      try {
        return await unlessAborted(shared.catalogue, signal);
      } finally {
        shared.readers -= 1;
        if (shared.readers === 0 && reading === shared) {
          reading = undefined;
          shared.stop.abort(signal.reason);
        }
      }
    },
  };
}
