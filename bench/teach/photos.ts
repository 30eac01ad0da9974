import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openClassifier } from '../../src/vision/open-classifier.ts';

export interface Labelled<Of> {
  readonly label: string;
  readonly of: Of;
}

/** Photographs of a folder and what is in them: wikimedia/ by its tags.tsv, daisy/ as its name says. */
export async function labelledPhotos(folder: string): Promise<readonly Labelled<Buffer>[]> {
  const wikimedia = join(folder, 'wikimedia');
  const present = new Set(await readdir(wikimedia));
  const tags = (await readFile(join(wikimedia, 'tags.tsv'), 'utf8')).trim().split('\n');
  const tagged = tags.flatMap((line) => {
    const [file = '', label = ''] = line.split('\t');
    // One of them is not there.
    return present.has(file) ? [{ label, path: join(wikimedia, file) }] : [];
  });
  const daisies = (await readdir(join(folder, 'daisy'))).filter((file) => file.endsWith('.jpg'));
  const all = [...tagged, ...daisies.map((file) => ({ label: 'daisy', path: join(folder, 'daisy', file) }))];
  return Promise.all(all.map(async ({ label, path }) => ({ label, of: await readFile(path) })));
}

/** What a model sees in each. */
export async function seenBy(
  model: string,
  pictures: readonly Labelled<Buffer>[],
  dataDir: string,
): Promise<readonly Labelled<Float32Array>[]> {
  const limits = { maxPixels: 50e6, maxBytes: 20e6 };
  const classifier = await openClassifier({ model, dataDir, children: 2, ...limits });
  try {
    const signal = new AbortController().signal;
    return await Promise.all(
      pictures.map(async ({ label, of }) => ({ label, of: await classifier.features(of, signal) })),
    );
  } finally {
    await classifier.close();
  }
}
