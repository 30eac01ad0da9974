import { createChildPool, type WorkLimit } from '../children/pool.ts';
import type { Classifier } from '../core/classifier.ts';
import { MagpieError } from '../core/errors.ts';
import { formatBytes } from '../render/numbers.ts';
import type { Request, Response, Setup } from './child.ts';
import { findModel } from './models/find-model.ts';
import { onnxFile } from './models/onnx-file.ts';
import { unusable } from './models/unusable.ts';
import { pictureFormat, type ReadableFormat } from './pixels/picture-format.ts';

export interface ClassifierOptions {
  /** `embedded`, the name of a card in models/, or the path of a folder with a model. */
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
}

const defaultMaxMemory = 768 * 1024 * 1024;

// Official builds of onnxruntime report to Microsoft since 1.29: a device id and a queue of events in the home folder, logs in
// the temporary one, uploads to mobile.events.data.microsoft.com. The variable must be there before the library is loaded.
const quiet = { ORT_DISABLE_TELEMETRY: '1' };

// A few files are made to take for ever; an honest one takes a tenth of this.
const seconds = 5;
const limit: WorkLimit = { ms: seconds * 1000, reason: new MagpieError('PICTURE_TOO_SLOW', { seconds }) };

/** A classifier whose children are up. Rejects with MODEL_UNAVAILABLE; `why` is for the operator. */
export async function openClassifier(options: ClassifierOptions): Promise<Classifier> {
  const { maxMemory = defaultMaxMemory } = options;
  const found = await findModel(options.model);
  const onnx = await onnxFile(found, options.dataDir, maxMemory);
  const { card } = found;
  const pool = createChildPool<Setup, Request, Response>({
    entry: new URL('./child.ts', import.meta.url),
    setup: { card, onnx, maxPixels: options.maxPixels },
    size: options.children,
    maxMemory,
    env: quiet,
  });
  await pool.warm().catch(async (error) => {
    await pool.close();
    throw notLoaded(error, maxMemory);
  });
  return {
    model: card.name,
    about: card.about,
    rates: card.rates,
    classes: card.labels.length,
    async classify(image, top, signal) {
      const format = readableFormat(image, options.maxBytes);
      return { model: card.name, ...(await pool.run({ image, format, top }, signal, limit)) };
    },
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

/** Refuses at once what no child need see. */
function readableFormat(image: Uint8Array, maxBytes: number): ReadableFormat {
  if (image.length === 0) throw new MagpieError('PICTURE_EMPTY');
  if (image.length > maxBytes) {
    throw new MagpieError('PICTURE_TOO_LARGE', { size: inWords(image.length), limit: inWords(maxBytes) });
  }
  const found = pictureFormat(image);
  switch (found.kind) {
    case 'readable':
      return found.format;
    case 'refused':
      throw new MagpieError('PICTURE_UNSUPPORTED', { format: found.name });
    case 'unknown':
      throw new MagpieError('PICTURE_NOT_AN_IMAGE');
  }
}

const inWords = (bytes: number): string => formatBytes(bytes, 'en');
