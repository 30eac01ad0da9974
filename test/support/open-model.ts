import { onTestFinished } from 'vitest';
import type { Classifier } from '../../src/core/classifier.ts';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { tempFolder } from './temp-folder.ts';

/** A model for small pictures, in one process; closed when the test has finished. */
export async function openModel(model: string, dataDir?: string): Promise<Classifier> {
  const classifier = await openClassifier({
    model,
    dataDir: dataDir ?? (await tempFolder()),
    children: 1,
    maxPixels: 1e6,
    maxBytes: 1e6,
  });
  onTestFinished(() => classifier.close());
  return classifier;
}
