import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { measureLessons } from '../../bench/teach/teach.ts';
import { asMagpieError } from '../../src/core/problem.ts';
import { openClassifier } from '../../src/vision/open-classifier.ts';
import { sharedData } from '../support/shared-data.ts';
import { tempFolder } from '../support/temp-folder.ts';

const model = join(sharedData, 'models', 'mobilenet_v2_int8');

describe.skipIf(!existsSync(model))('a real ImageNet model', () => {
  async function open() {
    const classifier = await openClassifier({
      model,
      dataDir: await tempFolder(),
      children: 2,
      maxPixels: 24e6,
      maxBytes: 10e6,
    });
    onTestFinished(() => classifier.close());
    return async (path: string) => {
      const bytes = await readFile(join(sharedData, path));
      const { labels } = await classifier.classify(bytes, 5, new AbortController().signal);
      return labels.map(({ label }) => label);
    };
  }

  it('has a cat first in a photograph of one', async () => {
    const look = await open();
    const [first] = await look('photos/scikit-image/chelsea.png');
    expect(['tabby', 'tiger cat', 'Egyptian cat']).toContain(first);
  });

  it("tells a channel's own labels apart, from one example of each on, and says when it is none of them", async () => {
    const { [model]: measured = [] } = await measureLessons([model], join(sharedData, 'photos'));
    const [one, , , all] = measured;
    expect(one).toMatchObject({ examples: 1 });
    expect(one?.right).toBeGreaterThan(0.85);
    expect(one?.rightWhenSure).toBeGreaterThan(0.9);
    expect(all?.right).toBeGreaterThan(0.95);
    expect(all?.strangersNamed).toBeLessThan(0.2);
  });

  it('names what photographs show among its first five', async () => {
    const look = await open();
    const tags = (await readFile(join(sharedData, 'photos/wikimedia/tags.tsv'), 'utf8')).trim().split('\n');
    // One of the tagged files is not there.
    const present = readdirSync(join(sharedData, 'photos/wikimedia'));
    const known = tags.map((line) => line.split('\t')).filter(([file = '']) => present.includes(file));
    expect(known.length).toBeGreaterThan(15);
    const missed: string[] = [];
    for (const [file = '', tag = ''] of known) {
      const labels = await look(join('photos/wikimedia', file));
      if (!labels.some((label) => label.includes(tag.trim().split(' ')[0] ?? '')))
        missed.push(`${file}: ${labels}`);
    }
    expect(missed).toEqual([]);
  });

  it('answers or refuses every picture of the collection, as its notes say', async () => {
    const look = await open();
    const refused = {
      'bmp.bmp': 'PICTURE_UNSUPPORTED',
      'empty.png': 'PICTURE_EMPTY',
      'jpeg_truncated.jpg': 'PICTURE_BROKEN',
      'not_image.bin': 'PICTURE_NOT_AN_IMAGE',
      'svg.svg': 'PICTURE_UNSUPPORTED',
      'tiff.tif': 'PICTURE_UNSUPPORTED',
    };
    const files = readdirSync(join(sharedData, 'vision-golden')).filter((file) => !file.endsWith('.json'));
    const problems = await Promise.all(
      files.map(async (file) => {
        const problem = await look(join('vision-golden', file)).then(() => undefined, asMagpieError);
        return problem ? [[file, problem.code]] : [];
      }),
    );
    expect(files).toHaveLength(35);
    expect(Object.fromEntries(problems.flat())).toEqual(refused);
  });
});
