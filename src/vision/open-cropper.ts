import { createChildPool } from '../children/pool.ts';
import type { Request, Response, Setup } from './cropper/child.ts';
import { findModel } from './models/find-model.ts';
import { type ClassifierOptions, defaultMaxMemory } from './open-classifier.ts';
import { pictureLimit, readableFormat } from './readable.ts';

/** Shows what a model sees of a picture, without the model itself. */
export interface Cropper {
  readonly model: string;
  /** Rejects as Classifier.classify does. */
  crop(image: Uint8Array, signal: AbortSignal): Promise<Response>;
  close(): Promise<void>;
}

/** Rejects with MODEL_UNAVAILABLE where there is no such model; its file need not be there. */
export async function openCropper(options: ClassifierOptions): Promise<Cropper> {
  const { card } = await findModel(options.model, options.dataDir);
  const pool = createChildPool<Setup, Request, Response>({
    entry: new URL('./cropper/child.ts', import.meta.url),
    setup: { input: card.input, maxPixels: options.maxPixels },
    size: options.children,
    maxMemory: options.maxMemory ?? defaultMaxMemory,
  });
  return {
    model: card.name,
    async crop(image, signal) {
      const format = readableFormat(image, options.maxBytes);
      return pool.run({ image, format }, signal, pictureLimit);
    },
    close: () => pool.close(),
  };
}
