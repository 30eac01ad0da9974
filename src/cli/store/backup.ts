import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BackupManifest } from '../../../schema/backup.ts';
import { backUp } from '../../store/backup/back-up.ts';
import { createAddedModels } from '../../vision/models/added.ts';
import { bundledNames } from '../../vision/models/find-model.ts';
import { type Io, UsageError } from '../command.ts';
import { configOf } from '../read-config.ts';
import { refuse } from '../refuse.ts';
import { storeFileOf } from './store-file.ts';

const optionSpecs = { json: { type: 'boolean', default: false } } as const;

/** `magpie store backup`: beside a Magpie that runs, too. */
export async function backup(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: optionSpecs,
    allowPositionals: true,
  });
  const [folder, ...others] = positionals;
  if (!folder || others.length > 0) throw new UsageError('store backup needs the folder to make');
  const config = configOf(io);
  const { MAGPIE_DATA_DIR: dir } = config;
  const file = storeFileOf(config);
  const to = resolve(io.cwd, folder);
  try {
    const models = await modelsToKeep(dir);
    const made = await backUp({ dir, file, to, models, now: new Date(), signal: io.signal });
    if (made.missing.length > 0)
      io.err(
        `${made.missing.length} files that the store names were gone or damaged before: see backup.json\n`,
      );
    io.out(values.json ? `${JSON.stringify({ folder: to, ...made })}\n` : textOf(to, made));
    return 0;
  } catch (error) {
    return refuse(error, values.json, io);
  }
}

/** Those that come with Magpie are fetched again on first use. */
async function modelsToKeep(dir: string): Promise<readonly string[]> {
  const bundled = await bundledNames();
  const added = await createAddedModels(dir).list();
  return added.map(({ card }) => card.name).filter((name) => !bundled.includes(name));
}

const textOf = (folder: string, { calls, blobs, models }: BackupManifest): string =>
  `${folder} holds ${calls} calls, ${blobs} files${models.map((name) => `, the model ${name}`).join('')}. It was read again and is whole.\n`;
