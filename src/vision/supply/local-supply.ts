import { copyFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FoundModel } from '../models/model-folder.ts';
import { onnxFile } from '../models/onnx-file.ts';
import type { Supply, SupplyOptions } from './supply.ts';

/** A folder of this machine: it is copied, so that it may be moved or deleted afterwards. */
export function localSupply(found: FoundModel, { dataDir, maxMemory }: SupplyOptions): Supply {
  return {
    from: found.folder,
    async place({ folder, name }) {
      const onnx = await onnxFile(found, dataDir, maxMemory);
      const path = basename(onnx);
      // A large model keeps its weights beside itself.
      const files = (await readdir(dirname(onnx))).filter(
        (file) => file === path || file.startsWith(`${path}_data`) || file === `${path}.data`,
      );
      for (const file of files) await copyFile(join(dirname(onnx), file), join(folder, file));
      return { card: { ...found.card, name, source: { kind: 'file', path } } };
    },
  };
}
