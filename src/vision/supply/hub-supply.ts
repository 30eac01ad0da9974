import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { HubCard } from '../../../schema/model-card.ts';
import { formatBytes } from '../../render/numbers.ts';
import type { HubFile, HubModel } from '../fetch/hub.ts';
import { holdsWeightsOf, readHubLayout, usualOnnxPath } from '../models/model-folder.ts';
import { unusable } from '../models/unusable.ts';
import type { Supply, SupplyOptions } from './supply.ts';

export interface HubWanted extends Partial<Pick<HubCard, 'about' | 'rates' | 'licence'>> {
  readonly repo: string;
  /** A commit, tag or branch; by default as it is now. */
  readonly revision?: string | undefined;
  /** The ONNX file; by default the first of the usual places. */
  readonly path?: string | undefined;
}

/** Of config.json and its like. */
const maxSettings = 10_000_000;

/** A repository of the hub: only what is needed of it, and resumed where an earlier try broke off. */
export function hubSupply(wanted: HubWanted, { hub, dataDir, maxMemory }: SupplyOptions): Supply {
  const { repo, revision, path: wantedPath, ...described } = wanted;
  return {
    from: repo,
    async place({ folder, name, signal, onProgress }) {
      const model = await hub.describe(repo, revision, signal);
      const onnx = onnxOf(model, wantedPath);
      const settings = model.files.filter(({ path }) => settingsFiles.includes(path));
      if (!settings.some(({ path }) => path === 'config.json'))
        throw unusable(`${repo} has no config.json, so nothing says what its outputs mean`);
      // A large model keeps its weights beside itself.
      const data = model.files.filter(({ path }) => isPlain(path) && holdsWeightsOf(onnx.path, path));
      const weight = [onnx, ...data].reduce((sum, { size }) => sum + size, 0);
      if (weight > maxMemory) throw unusable(tooLarge(onnx.path, weight, maxMemory));
      const wantedFiles = [...settings, onnx, ...data];
      const total = wantedFiles.reduce((sum, { size }) => sum + size, 0);
      let before = 0;
      for (const file of wantedFiles) {
        const to = join(folder, file.path);
        await mkdir(dirname(to), { recursive: true });
        await hub.fetch(model, file, {
          to,
          partsIn: join(dataDir, 'models', '.fetched'),
          maxBytes: settings.includes(file) ? maxSettings : maxMemory,
          signal,
          onProgress: (done) => onProgress(before + done, total),
        });
        before += file.size;
      }
      const licence = described.licence ?? model.licence;
      const card = await readHubLayout(folder, {
        ...described,
        ...(licence !== undefined && { licence }),
        name,
        path: onnx.path,
      });
      return { card: { ...card, source: { kind: 'file', path: onnx.path } }, revision: model.revision };
    },
  };
}

const settingsFiles = ['config.json', 'preprocessor_config.json'];

function onnxOf({ repo, files }: HubModel, wanted: string | undefined): HubFile {
  const paths = files.map(({ path }) => path);
  const path = wanted ?? usualOnnxPath(paths);
  const file = files.find((each) => each.path === path);
  // A path is foreign, and becomes one on this machine.
  if (file && isPlain(file.path)) return file;
  const there = paths.filter((each) => each.endsWith('.onnx')).slice(0, 20);
  const choice = there.length > 0 ? `; it has ${there.join(', ')}` : ': it has no ONNX file at all';
  throw unusable(`${repo} has no ${path ?? 'onnx/model.onnx'}${choice}`);
}

const isPlain = (path: string): boolean => /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path);

const tooLarge = (path: string, size: number, maxMemory: number): string =>
  `${path} has ${formatBytes(size, 'en')}, and a process that looks at pictures may take ${formatBytes(maxMemory, 'en')}: choose a smaller one with --file`;
