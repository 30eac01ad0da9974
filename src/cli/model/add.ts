import { resolve } from 'node:path';
import type { ModelCard } from '../../../schema/model-card.ts';
import { classifierOptions, supplyOptions } from '../../config-slices.ts';
import { checkedName, modelNameOf } from '../../vision/models/added.ts';
import { bundledNames, locateModel } from '../../vision/models/find-model.ts';
import { unusable } from '../../vision/models/unusable.ts';
import { addModel } from '../../vision/supply/add-model.ts';
import { fetchedSupply, findSupply } from '../../vision/supply/find-supply.ts';
import type { Supply } from '../../vision/supply/supply.ts';
import type { Io } from '../command.ts';
import { configOf } from '../read-config.ts';
import { showFetching } from './fetching.ts';

export interface ToAdd {
  readonly what: string;
  readonly name?: string | undefined;
  readonly revision?: string | undefined;
  readonly file?: string | undefined;
  readonly sha256?: string | undefined;
  readonly card?: string | undefined;
}

/** Rejects with MODEL_UNAVAILABLE and why, or with the signal's reason. */
export async function addNamed({ card, ...wanted }: ToAdd, io: Io): Promise<ModelCard> {
  const { what } = wanted;
  const bundled = await bundledNames();
  const supply = await findSupply(
    {
      ...wanted,
      path: resolve(io.cwd, what),
      ...(card !== undefined && { card: resolve(io.cwd, card) }),
    },
    supplyOptions(configOf(io)),
  );
  const place = /^https?:/i.test(what) ? what : resolve(io.cwd, what);
  const name = wanted.name === undefined ? modelNameOf(supply.name ?? place) : checkedName(wanted.name);
  // The name of a card in models/ stands for that model, wherever it is.
  if (['auto', 'embedded', ...bundled].includes(name) && name !== what)
    throw unusable(`${name} is the name of another model: choose one with --name`);
  return add(supply, name, io);
}

/** Fetches a model that is named before it has been fetched; nothing to do for others. Rejects as addNamed does. */
export async function fetchWhereNeeded(model: string, io: Io): Promise<void> {
  const config = configOf(io);
  const place = await locateModel(model, config.MAGPIE_DATA_DIR);
  if (place.kind === 'elsewhere') await add(fetchedSupply(place.card, supplyOptions(config)), model, io);
}

const add = (supply: Supply, name: string, io: Io): Promise<ModelCard> =>
  addModel({
    supply,
    name,
    options: classifierOptions(configOf(io)),
    signal: io.signal,
    onProgress: showFetching(name, io),
    now: () => new Date(),
  });
