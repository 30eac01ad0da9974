import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import type { Classification, Classifier } from '../core/classifier.ts';
import { MagpieError } from '../core/errors.ts';
import { asMagpieError } from '../core/problem.ts';
import { sayIn } from '../core/text.ts';
import { modelNames } from '../vision/models/find-model.ts';
import { type ClassifierOptions, openClassifier } from '../vision/open-classifier.ts';
import { rankingText } from './classify/ranking-text.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';

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
    const options = await classifierOptions(values.model, files.length, io);
    const classifier = await openClassifier(options).catch((error: unknown) => asMagpieError(error));
    if (classifier instanceof MagpieError) {
      const refused = String(classifier.data.why ?? classifier.cause ?? classifier.code);
      io.out(values.json ? `${JSON.stringify({ refused })}\n` : '');
      io.err(`The image model cannot be used: ${refused}\n`);
      return 1;
    }
    try {
      const answers = await Promise.all(files.map((file) => classifyFile(file, { classifier, top, io })));
      io.out(values.json ? `${JSON.stringify(answers)}\n` : answers.map(rankingText).join('\n'));
      return answers.some((answer) => 'refused' in answer) ? 1 : 0;
    } finally {
      await classifier.close();
    }
  },
};

async function classifierOptions(
  model: string | undefined,
  files: number,
  { env, cwd }: Io,
): Promise<ClassifierOptions> {
  const result = readConfig({ env, cwd, read: (path) => readFileSync(path, 'utf8') });
  if (!result.ok) throw new UsageError(result.faults.join('\n'));
  const { config } = result;
  const named = model === undefined || (await modelNames()).includes(model);
  return {
    model: named ? (model ?? config.MAGPIE_MODEL) : resolve(cwd, model),
    dataDir: config.MAGPIE_DATA_DIR,
    children: Math.min(config.MAGPIE_VISION_WORKERS, files),
    maxPixels: config.MAGPIE_MAX_PICTURE_PIXELS,
    maxBytes: config.MAGPIE_MAX_PICTURE_BYTES,
  };
}

async function classifyFile(
  file: string,
  { classifier, top, io }: { classifier: Classifier; top: number; io: Io },
): Promise<Classified> {
  try {
    const bytes = await readFile(resolve(io.cwd, file));
    return { file, ...(await classifier.classify(bytes, top, io.signal)) };
  } catch (error) {
    return { file, refused: refusal(io.signal.aborted ? new MagpieError('CANCELLED') : error) };
  }
}

function refusal(error: unknown): string {
  if (error instanceof Error && 'syscall' in error) return error.message;
  const { code, data } = asMagpieError(error);
  return sayIn('en')(`problem.${code}`, data);
}
