import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Restored, restore as restoreStore } from '../../store/backup/restore.ts';
import { type Io, UsageError } from '../command.ts';
import { configOf } from '../read-config.ts';
import { refuse } from '../refuse.ts';
import { storeFileOf } from './store-file.ts';

const optionSpecs = {
  force: { type: 'boolean', default: false },
  resume: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** `magpie store restore`: while no Magpie runs. */
export async function restore(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: optionSpecs,
    allowPositionals: true,
  });
  const [folder, ...others] = positionals;
  if (!folder || others.length > 0) throw new UsageError('store restore needs the folder of a backup');
  const config = configOf(io);
  const { MAGPIE_DATA_DIR: dir } = config;
  const file = storeFileOf(config);
  const { force, resume, json } = values;
  try {
    const from = resolve(io.cwd, folder);
    const underWay = resume ? 'resumes' : 'ends';
    const restored = await restoreStore({ from, dir, file, force, underWay, now: new Date() });
    io.out(json ? `${JSON.stringify(restored)}\n` : textOf(file, restored));
    return 0;
  } catch (error) {
    return refuse(error, json, io);
  }
}

const textOf = (file: string, { at, calls, blobs, expired, kept }: Restored): string =>
  [
    `${file} is as it was at ${at}: ${calls} calls, ${blobs} files.`,
    ...(expired > 0 ? [`${expired} calls that were under way then have ended as expired.`] : []),
    ...(kept === undefined ? [] : [`The store that was there is ${kept}.`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
