import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { classifierOptions } from '../config-slices.ts';
import type { Classification, Classifier } from '../core/classifier.ts';
import { modelNames } from '../vision/models/find-model.ts';
import { type ClassifierOptions, openClassifier } from '../vision/open-classifier.ts';
import { rankingText } from './classify/ranking-text.ts';
import { readPicture } from './classify/read-picture.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';
import { configOf } from './read-config.ts';
import { refuse, whyRefused } from './refuse.ts';

/** One file of the answer. */
export type Classified =
  | ({ readonly file: string } & Classification)
  | { readonly file: string; readonly refused: string };

const optionSpecs = {
  model: { type: 'string' },
  top: { type: 'string', default: '5' },
  json: { type: 'boolean', default: false },
} as const;

/** Needs no store, so that it works beside a running bot. */
export const classify: CliCommand = {
  name: 'classify',
  usage: 'FILE... [--model DIR|NAME] [--top N] [--json]',
  about: 'Say what is in pictures',

  async run(args, io) {
    const { values, positionals: files } = parseArgs({
      args: [...args],
      options: optionSpecs,
      allowPositionals: true,
    });
    if (files.length === 0) throw new UsageError('classify needs at least one file');
    const top = Number(values.top);
    if (!Number.isInteger(top) || top < 1) throw new UsageError('--top must be a whole number from 1 on');
    try {
      const answers = await classifyFiles(files, values.model, top, io);
      io.out(values.json ? `${JSON.stringify(answers)}\n` : answers.map(rankingText).join('\n'));
      return answers.some((answer) => 'refused' in answer) ? 1 : 0;
    } catch (error) {
      return refuse(error, values.json, io);
    }
  },
};

async function classifyFiles(
  files: readonly string[],
  model: string | undefined,
  top: number,
  io: Io,
): Promise<readonly Classified[]> {
  const options = await optionsFor(model, files.length, io);
  const { maxBytes } = options;
  const classifier = await openClassifier(options);
  const answers: Classified[] = [];
  // One list for all: a free child takes the next file, and no more are in memory than are looked at.
  const rest = files.entries();
  const work = async () => {
    for (const [index, file] of rest)
      answers[index] = await classifyFile(file, { classifier, top, maxBytes, io });
  };
  try {
    await Promise.all(Array.from({ length: options.children }, work));
    return answers;
  } finally {
    await classifier.close();
  }
}

async function optionsFor(model: string | undefined, files: number, io: Io): Promise<ClassifierOptions> {
  const options = classifierOptions(configOf(io));
  const named = model === undefined || (await modelNames()).includes(model);
  return {
    ...options,
    model: named ? (model ?? options.model) : resolve(io.cwd, model),
    children: Math.min(options.children, files),
  };
}

interface Work {
  readonly classifier: Classifier;
  readonly top: number;
  readonly maxBytes: number;
  readonly io: Io;
}

async function classifyFile(file: string, { classifier, top, maxBytes, io }: Work): Promise<Classified> {
  try {
    const picture = await readPicture(resolve(io.cwd, file), maxBytes);
    if (!picture.ok) return { file, refused: picture.why };
    return { file, ...(await classifier.classify(picture.bytes, top, io.signal)) };
  } catch (error) {
    return { file, refused: whyRefused(error, io) };
  }
}
