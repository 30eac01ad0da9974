import type { Catalogue, DataSource } from '../core/data-source.ts';
import { unlessAborted } from '../core/dispatch/unless-aborted.ts';
import type { Source } from '../core/services.ts';
import { createSlices } from './retrieve/slices.ts';

interface Reading {
  readonly catalogue: Promise<Catalogue>;
  readonly stop: AbortController;
  /** Callers that still wait for it. */
  readers: number;
}

/** Milliseconds that a question waits for a catalogue to be read anew before it takes the one from before. */
const patienceMs = 3_000;

/**
 * A source whose catalogue is read once and again only when its fingerprint changes. Callers that come while it is being
 * read share that reading. The first one is given up when none of them waits any more; a later one goes on in the background, and
 * who has waited for a while gets the catalogue from before: mostly rows have changed, and no table.
 */
export function createSource(
  data: DataSource,
  { hidden = [], description }: Partial<Pick<Source, 'hidden' | 'description'>> = {},
): Source {
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

  const sliceFor = createSlices();
  const catalogue: Source['catalogue'] = async (signal) => {
    const fingerprint = await data.fingerprint(signal);
    if (known?.fingerprint === fingerprint) return known;
    reading ??= read();
    const shared = reading;
    shared.readers += 1;
    const before = known;
    try {
      const read = unlessAborted(shared.catalogue, signal);
      return await (before ? unlessSlow(read, before) : read);
    } finally {
      shared.readers -= 1;
      if (shared.readers === 0 && reading === shared && !before) {
        reading = undefined;
        shared.stop.abort(signal.reason);
      }
    }
  };

  return {
    data,
    description,
    hidden,
    catalogue,
    catalogueFor: async (subject, signal) =>
      unlessAborted(sliceFor(await catalogue(signal), subject), signal),
  };
}

async function unlessSlow(read: Promise<Catalogue>, before: Catalogue): Promise<Catalogue> {
  const { promise: impatient, resolve } = Promise.withResolvers<Catalogue>();
  const timer = setTimeout(() => resolve(before), patienceMs);
  try {
    return await Promise.race([read, impatient]);
  } finally {
    clearTimeout(timer);
  }
}
