import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { visible } from '../render/visible.ts';
import { openCropper } from '../vision/open-cropper.ts';
import { type CliCommand, type Io, UsageError } from './command.ts';
import { eachPicture, type OfFile } from './pictures/each-picture.ts';
import { modelOptions } from './pictures/model-options.ts';
import { refuse } from './refuse.ts';

/** What a model sees of a file: the hash of its 8-bit RGB pixels, and how many they are. */
type Cropped = OfFile<{
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  /** Where they are kept as a PNG. */
  readonly saved?: string;
}>;

const optionSpecs = {
  model: { type: 'string' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Lets people look at what a model sees. */
export const crop: CliCommand = {
  name: 'crop',
  usage: 'FILE... [--model DIR|NAME] [--out DIR] [--json]',
  about: 'Show what an image model sees of pictures, as PNG files in DIR',

  async run(args, io) {
    const { values, positionals: files } = parseArgs({
      args: [...args],
      options: optionSpecs,
      allowPositionals: true,
    });
    if (files.length === 0) throw new UsageError('crop needs at least one file');
    try {
      const crops = await cropFiles(files, { ...values, io });
      io.out(values.json ? `${JSON.stringify(crops)}\n` : crops.map(textOf).join(''));
      return crops.some((one) => 'refused' in one) ? 1 : 0;
    } catch (error) {
      return refuse(error, values.json, io);
    }
  },
};

interface CropOptions {
  readonly model?: string | undefined;
  readonly out?: string | undefined;
  readonly io: Io;
}

async function cropFiles(
  files: readonly string[],
  { model, out, io }: CropOptions,
): Promise<readonly Cropped[]> {
  const options = await modelOptions(model, files.length, io);
  const folder = out === undefined ? undefined : resolve(io.cwd, out);
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  // In their order, whichever is ready first.
  const names = distinctNames(files);
  const cropper = await openCropper(options);
  const look = async (bytes: Uint8Array, at: number) => {
    const { png, ...seen } = await cropper.crop(bytes, io.signal);
    if (folder === undefined) return seen;
    const saved = join(folder, names[at] ?? `${at}.png`);
    await writeFile(saved, png);
    return { ...seen, saved };
  };
  try {
    return await eachPicture(files, { look, atOnce: options.children, maxBytes: options.maxBytes, io });
  } finally {
    await cropper.close();
  }
}

/** a/cat.jpg is cat.png, b/cat.png is cat-2.png. */
function distinctNames(files: readonly string[]): readonly string[] {
  const used = new Set<string>();
  for (const { name } of files.map((file) => parse(file))) {
    let free = `${name}.png`;
    for (let number = 2; used.has(free); number++) free = `${name}-${number}.png`;
    used.add(free);
  }
  return [...used];
}

function textOf(one: Cropped): string {
  const file = visible(one.file);
  if ('refused' in one) return `${file}: ${visible(one.refused)}\n`;
  const saved = one.saved === undefined ? '' : `, ${visible(one.saved)}`;
  return `${file}: ${one.width} x ${one.height}, ${one.sha256}${saved}\n`;
}
