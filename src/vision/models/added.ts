import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, type FoundModel, readModelFolder } from './model-folder.ts';
import { unusable } from './unusable.ts';

/** The models that were added: each has a folder of its name in the data folder, with its card. */
export interface AddedModels {
  /** By name; those of which the card cannot be read are left out. */
  list(): Promise<readonly FoundModel[]>;
  has(name: string): Promise<boolean>;
  /** Rejects with MODEL_UNAVAILABLE. */
  find(name: string): Promise<FoundModel>;
  /** Makes a finished folder the model of this name. Rejects with MODEL_UNAVAILABLE where there is one already. */
  take(folder: string, name: string): Promise<void>;
  /** False where there is none. */
  remove(name: string): Promise<boolean>;
  /** Deletes what a process left that was killed while it added or removed one, or fetched what nobody has asked for again. */
  sweep(now: Date): Promise<void>;
}

/** Nothing takes as long. Milliseconds. */
const forgottenAfter = 24 * 60 * 60 * 1000;

/** A folder's name, and what people type in a chat. */
const namePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** `what` as the name of a model: `Xenova/ResNet-50` is resnet-50. Throws MODEL_UNAVAILABLE where nothing is left of it. */
export function modelNameOf(what: string): string {
  // An address may carry a key.
  const [path = ''] = what.split(/[?#]/);
  const name = (path.split(/[/\\]/).filter(Boolean).at(-1) ?? '')
    .replace(/\.(?:onnx|json)$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 64);
  return checkedName(name);
}

/** Throws MODEL_UNAVAILABLE when no folder may be called so. */
export function checkedName(name: string): string {
  if (!namePattern.test(name))
    throw unusable(`"${name}" cannot name a model: use a-z, 0-9, ".", "_" and "-"`);
  return name;
}

const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);

export function createAddedModels(dataDir: string): AddedModels {
  const models = join(dataDir, 'models');
  const folderOf = (name: string) => join(models, name);
  const has = async (name: string) => namePattern.test(name) && exists(join(folderOf(name), 'card.json'));
  return {
    async list() {
      const names = await namesIn(models);
      const added = await Promise.all(
        names.toSorted().map(async (name) => ((await has(name)) ? [name] : [])),
      );
      const read = added.flat().map((name) => readModelFolder(folderOf(name)).catch(() => undefined));
      return (await Promise.all(read)).filter((found) => found !== undefined);
    },
    has,
    find: (name) => readModelFolder(folderOf(name)),
    async take(folder, name) {
      await mkdir(models, { recursive: true });
      await rename(folder, folderOf(name)).catch((cause: NodeJS.ErrnoException) => {
        throw unusable(
          cause.code === 'ENOTEMPTY' || cause.code === 'EEXIST'
            ? `there is a model ${name} already`
            : cause.message,
        );
      });
    },
    async remove(name) {
      if (!(await has(name))) return false;
      // At once, so that nothing half stands there.
      const going = await mkdtemp(folderOf('.removing-'));
      await rename(folderOf(name), join(going, name));
      await rm(going, { recursive: true });
      return true;
    },
    async sweep(now) {
      const fetched = join(models, '.fetched');
      const left = [
        ...(await namesIn(models)).filter((name) => /^\.(?:adding|removing)-/.test(name)).map(folderOf),
        ...(await namesIn(fetched)).map((name) => join(fetched, name)),
      ];
      for (const path of left) {
        const changed = await stat(path).catch(() => undefined);
        if (changed && now.getTime() - changed.mtimeMs > forgottenAfter)
          await rm(path, { recursive: true, force: true });
      }
    },
  };
}
