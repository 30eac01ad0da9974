import { onePixel } from '../../vision/one-pixel.ts';
import { openClassifier } from '../../vision/open-classifier.ts';
import type { Io } from '../command.ts';
import { modelOptions } from '../pictures/model-options.ts';

/** How a model does on this machine. Milliseconds are whole. */
export interface Tried {
  readonly model: string;
  readonly about: string;
  readonly labels: number;
  /** Until its process can look at pictures. */
  readonly loadMs: number;
  /** The median of some very small pictures: the model alone. */
  readonly runMs: number;
}

const runs = 7;

/** Opens it and lets it run. Rejects with MODEL_UNAVAILABLE and why. */
export async function tryModel(name: string, io: Io): Promise<Tried> {
  const options = await modelOptions(name, 1, io);
  const start = performance.now();
  const classifier = await openClassifier(options);
  const loadMs = Math.round(performance.now() - start);
  try {
    const times: number[] = [];
    // All different: the same one would not be looked at twice.
    for (let grey = 0; grey < runs; grey++)
      times.push((await classifier.classify(onePixel(grey), 1, io.signal)).ms);
    const runMs = times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
    const { model, about, classes } = classifier;
    return { model, about, labels: classes, loadMs, runMs };
  } finally {
    await classifier.close();
  }
}
