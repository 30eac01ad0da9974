import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.ts';
import { classifierOptions, supplyOptions } from './config-slices.ts';
import type { Classifier } from './core/classifier.ts';
import { MagpieError } from './core/errors.ts';
import type { Log } from './core/log.ts';
import type { Meter } from './core/meter.ts';
import type { Models } from './core/models.ts';
import { asMagpieError, whatOf } from './core/problem.ts';
import { createAddedModels } from './vision/models/added.ts';
import { fetchedByDefault, locateModel } from './vision/models/find-model.ts';
import { openClassifier } from './vision/open-classifier.ts';
import { addModel } from './vision/supply/add-model.ts';
import { fetchedSupply } from './vision/supply/find-supply.ts';

export interface OpenModelsOptions {
  readonly config: Config;
  readonly log: Log;
  readonly meter: Pick<Meter, 'childLost'>;
  readonly now: () => Date;
}

/** The processes of all but the first, which is asked most, end when they are idle: each holds the whole model in memory. */
const idleMs = 3 * 60_000;

/** Before a further try to fetch what `auto` stands for; the last is repeated. Milliseconds. */
const pausesMs = [60_000, 600_000, 3_600_000];

/**
 * Opens every configured model; one that has to be fetched is fetched first. With `auto` it is the embedded one, until the other has
 * been fetched in the background, which then comes first. Rejects with MODEL_UNAVAILABLE; those that were opened are closed.
 */
export async function openModels(options: OpenModelsOptions): Promise<Models> {
  const { config, log, meter } = options;
  const auto = config.models[0] === 'auto';
  const closing = new AbortController();
  const opened: Classifier[] = [];
  const close = async () => {
    closing.abort();
    await fetching;
    await Promise.all(opened.map((classifier) => classifier.close()));
  };
  const open = async (model: string, first: boolean) => {
    const classifier = await openClassifier({
      ...classifierOptions(config, model),
      ...(!first && { idleMs }),
      // Who only listens needs their names.
      cold: config.MAGPIE_ROLE === 'listen',
      onChildLost: () => meter.childLost('vision'),
    });
    opened.push(classifier);
    return classifier;
  };

  let fetching: Promise<void> = Promise.resolve();
  const openAll = async (names: readonly string[]) => {
    const work = names.map(async (model, at) => {
      await fetchIfElsewhere(model, options, closing.signal);
      return open(model, at === 0);
    });
    // What still opens when one is refused could no longer be closed.
    await Promise.allSettled(work);
    return byName(await Promise.all(work));
  };
  const fetchDefault = async () => {
    for (let failed = 0; !closing.signal.aborted; failed++) {
      try {
        log.info(
          { model: fetchedByDefault, from: config.HF_ENDPOINT },
          'fetching an image model; MAGPIE_MODEL=embedded does without',
        );
        await fetchIfElsewhere(fetchedByDefault, options, closing.signal);
        const classifier = await open(fetchedByDefault, true);
        ready = new Map([[classifier.model, classifier], ...ready]);
        log.info({ model: fetchedByDefault }, 'this image model is the default now');
        return;
      } catch (error) {
        if (closing.signal.aborted) return;
        const why = whatOf(asMagpieError(error));
        log.warn(
          { model: fetchedByDefault, why },
          'this image model cannot be fetched; the embedded one is used',
        );
        const pause = pausesMs[Math.min(failed, pausesMs.length - 1)];
        await sleep(pause, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      }
    }
  };

  /** One that was fetched and cannot be opened any more takes nothing from the embedded one. */
  const openAuto = async (there: boolean) => {
    const [embedded, fetched] = await Promise.allSettled([
      // It need not stay in memory beside the one that takes its place.
      open('embedded', false),
      ...(there ? [open(fetchedByDefault, true)] : []),
    ]);
    if (embedded.status === 'rejected') throw embedded.reason;
    if (fetched?.status === 'rejected') {
      const why = whatOf(asMagpieError(fetched.reason));
      log.warn(
        { model: fetchedByDefault, why },
        'this image model cannot be opened; the embedded one is used',
      );
    }
    return byName([...(fetched?.status === 'fulfilled' ? [fetched.value] : []), embedded.value]);
  };

  let ready: ReadonlyMap<string, Classifier>;
  try {
    const there = auto && (await createAddedModels(config.MAGPIE_DATA_DIR).has(fetchedByDefault));
    ready = await (auto ? openAuto(there) : openAll(config.models));
    // Who only listens looks at no picture.
    const fetches = auto && !there && config.HF_HUB_OFFLINE === '0' && config.MAGPIE_ROLE !== 'listen';
    if (fetches) fetching = fetchDefault();
  } catch (error) {
    await close();
    throw error;
  }
  return { ready: () => ready, close };
}

async function fetchIfElsewhere(
  model: string,
  { config, log, now }: OpenModelsOptions,
  signal: AbortSignal,
): Promise<void> {
  const place = await locateModel(model, config.MAGPIE_DATA_DIR);
  if (place.kind === 'here') return;
  let told = 0;
  const adding = addModel({
    supply: fetchedSupply(place.card, supplyOptions(config)),
    name: model,
    options: classifierOptions(config, model),
    signal,
    onProgress(done, total = 0) {
      const quarters = total > 0 ? Math.floor((done / total) * 4) : 0;
      if (quarters <= told) return;
      told = quarters;
      log.info({ model, bytes: done, of: total }, 'fetching an image model');
    },
    now,
  });
  await adding.catch(async (error) => {
    // Somebody else may have added it meanwhile.
    if ((await locateModel(model, config.MAGPIE_DATA_DIR)).kind !== 'here') throw error;
  });
}

function byName(opened: readonly Classifier[]): ReadonlyMap<string, Classifier> {
  const names = new Map(opened.map((classifier) => [classifier.model, classifier]));
  const double = opened.find((classifier) => names.get(classifier.model) !== classifier);
  if (!double) return names;
  const why = `two image models are called ${double.model}: rename the folder of one`;
  throw new MagpieError('MODEL_UNAVAILABLE', { why });
}
