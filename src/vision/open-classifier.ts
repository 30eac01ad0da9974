import { hash } from 'node:crypto';
import { createChildPool } from '../children/pool.ts';
import type { Classifier } from '../core/classifier.ts';
import { MagpieError } from '../core/errors.ts';
import { formatBytes } from '../render/numbers.ts';
import type { Request, Response, Setup } from './child.ts';
import { findModel } from './models/find-model.ts';
import { onnxFile } from './models/onnx-file.ts';
import { unusable } from './models/unusable.ts';
import { pictureLimit, readableFormat } from './readable.ts';
import { createRemembered } from './remembered.ts';

export interface ClassifierOptions {
  /** `auto`, `embedded`, the name of a card in models/ or of a model that was added, or the path of a folder with one. */
  readonly model: string;
  /** Where imported models are kept. */
  readonly dataDir: string;
  /** How many pictures are looked at at once; each takes one core. */
  readonly children: number;
  /** Pixels of a picture. */
  readonly maxPixels: number;
  /** Bytes of a picture. */
  readonly maxBytes: number;
  /** Resident bytes of one child, 768 MiB unless said otherwise: enough for 50 megapixels and a model of 100 MB. */
  readonly maxMemory?: number;
  /** After so many milliseconds in which nobody asks it its children end, until somebody does; by default never. */
  readonly idleMs?: number;
  /** Its children start when somebody asks it first, and only then it is known whether they can. */
  readonly cold?: boolean;
  /** A child of it was lost, and is replaced. */
  readonly onChildLost?: (() => void) | undefined;
}

export const defaultMaxMemory = 768 * 1024 * 1024;

/** The same picture is often shown again: the best labels of so many are kept. */
const keptPictures = 500;
const keptLabels = 20;

// Official builds of onnxruntime report to Microsoft since 1.29: a device id and a queue of events in the home folder, logs in
// the temporary one, uploads to mobile.events.data.microsoft.com. The variable must be there before the library is loaded.
const quiet = { ORT_DISABLE_TELEMETRY: '1' };

/** A classifier whose children are up, unless it is to be `cold`. Rejects with MODEL_UNAVAILABLE; `why` is for the operator. */
export async function openClassifier(options: ClassifierOptions): Promise<Classifier> {
  const { maxMemory = defaultMaxMemory } = options;
  const found = await findModel(options.model, options.dataDir);
  const onnx = await onnxFile(found, options.dataDir, maxMemory);
  const { card } = found;
  const pool = createChildPool<Setup, Request, Response>({
    entry: new URL('./child.ts', import.meta.url),
    setup: { card, onnx, maxPixels: options.maxPixels },
    size: options.children,
    maxMemory,
    env: quiet,
    onLost: options.onChildLost,
    ...(options.idleMs !== undefined && { idleMs: options.idleMs }),
  });
  const warm = options.cold ? Promise.resolve() : pool.warm();
  await warm.catch(async (error) => {
    await pool.close();
    throw notLoaded(error, maxMemory);
  });
  const remembered = createRemembered<Response>(keptPictures);
  const look = async (image: Uint8Array, top: number, signal: AbortSignal) => {
    const format = readableFormat(image, options.maxBytes);
    let ran = false;
    const seen = await remembered.of(
      `${hash('sha256', image)} ${top}`,
      (running) => {
        ran = true;
        return pool.run({ image, format, top }, running, pictureLimit);
      },
      signal,
    );
    return { ran, seen };
  };
  return {
    model: card.name,
    about: card.about,
    rates: card.rates,
    classes: card.labels.length,
    async classify(image, top, signal) {
      const { ran, seen } = await look(image, top <= keptLabels ? keptLabels : card.labels.length, signal);
      const { labels, ms, features: _, ...rest } = seen;
      return { model: card.name, labels: labels.slice(0, Math.max(1, top)), ms: ran ? ms : 1, ...rest };
    },
    features: async (image, signal) => (await look(image, keptLabels, signal)).seen.features,
    close: () => pool.close(),
  };
}

/** A model that kills its child on loading is as unusable as one that is refused. */
function notLoaded(error: unknown, maxMemory: number): unknown {
  if (!(error instanceof MagpieError)) return error;
  const { code, data, cause } = error;
  if (code === 'CHILD_OUT_OF_MEMORY')
    return unusable(`loading it takes more than ${inWords(maxMemory)} of memory`);
  if (code !== 'CHILD_DIED') return error;
  const words = cause instanceof Error ? `: ${cause.message}` : '';
  return unusable(`the process that loads it ended (${data.exit})${words}`);
}

const inWords = (bytes: number): string => formatBytes(bytes, 'en');
