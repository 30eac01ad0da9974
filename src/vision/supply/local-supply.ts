import { copyFile, readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type FoundModel, holdsWeightsOf } from '../models/model-folder.ts';
import { onnxFile } from '../models/onnx-file.ts';
import type { Supply, SupplyOptions } from './supply.ts';

/** A folder of this machine: it is copied, so that it may be moved or deleted afterwards. */
export function localSupply(found: FoundModel, { dataDir, maxMemory }: SupplyOptions): Supply {
  return {
    from: found.folder,
    async place({ folder, name }) {
      const onnx = await onnxFile(found, dataDir, maxMemory);
      const path = basename(onnx);
      if (found.card.source.kind !== 'file') {
        // It was made just now, in the data folder.
        await rename(onnx, join(folder, path));
        return { card: { ...found.card, name, source: { kind: 'file', path } } };
      }
      const files = (await readdir(dirname(onnx))).filter(
        (file) => file === path || holdsWeightsOf(path, file),
      );
      for (const file of files) await copyFile(join(dirname(onnx), file), join(folder, file));
      return { card: { ...found.card, name, source: { kind: 'file', path } } };
    },
  };
}
