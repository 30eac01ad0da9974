import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { sharedData } from '../../test/support/shared-data.ts';
import type { Bench } from '../bench.ts';
import { type Lessons, lessons } from './lessons.ts';
import { labelledPhotos, seenBy } from './photos.ts';

type Report = Readonly<Record<string, readonly Lessons[]>>;

/** How well a channel's labels are told apart on photographs, and how sure that is. */
export const teach: Bench = {
  name: 'teach',
  usage: '[--model NAME|DIR]... [--photos DIR] [--json]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        model: {
          type: 'string',
          multiple: true,
          default: [join(sharedData, 'models/mobilenet_v2_int8'), 'embedded'],
        },
        photos: { type: 'string', default: join(sharedData, 'photos') },
        json: { type: 'boolean', default: false },
      },
    });
    const report = await measureLessons(values.model, resolve(values.photos));
    process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : text(report));
    return 0;
  },
};

export async function measureLessons(models: readonly string[], photos: string): Promise<Report> {
  const dataDir = await mkdtemp(join(tmpdir(), 'magpie-bench-'));
  try {
    const pictures = await labelledPhotos(photos);
    const measured: [string, readonly Lessons[]][] = [];
    for (const model of models) measured.push([model, lessons(await seenBy(model, pictures, dataDir))]);
    return Object.fromEntries(measured);
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

const text = (report: Report): string =>
  Object.entries(report)
    .map(([model, measured]) => `${model}\n${measured.map(line).join('')}`)
    .join('');

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const line = ({ examples, right, sure, rightWhenSure, strangersNamed }: Lessons): string =>
  `  ${examples} of each: ${percent(right)} right; sure of ${percent(sure)}, and of these ${percent(rightWhenSure)} right; ` +
  `${percent(strangersNamed)} of what was not taught is called something\n`;
