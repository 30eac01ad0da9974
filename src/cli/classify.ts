import { parseArgs } from 'node:util';
import type { Classification } from '../core/classifier.ts';
import { openClassifier } from '../vision/open-classifier.ts';
import { rankingText } from './classify/ranking-text.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';
import { eachPicture, type OfFile } from './pictures/each-picture.ts';
import { modelOptions } from './pictures/model-options.ts';
import { refuse } from './refuse.ts';

/** One file of the answer. */
export type Classified = OfFile<Classification>;

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
  const options = await modelOptions(model, files.length, io);
  const classifier = await openClassifier(options);
  const look = (bytes: Uint8Array) => classifier.classify(bytes, top, io.signal);
  try {
    return await eachPicture(files, { look, atOnce: options.children, maxBytes: options.maxBytes, io });
  } finally {
    await classifier.close();
  }
}
