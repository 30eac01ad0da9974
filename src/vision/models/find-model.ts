import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { FetchedCard } from '../../../schema/model-card.ts';
import { createAddedModels } from './added.ts';
import { type FoundModel, readModelFolder } from './model-folder.ts';
import { readCard } from './read-card.ts';
import { unusable } from './unusable.ts';

/** A model that can be opened, or one that has to be fetched first. */
export type ModelPlace =
  | { readonly kind: 'here'; readonly model: FoundModel }
  | { readonly kind: 'elsewhere'; readonly card: FetchedCard };

const cards = fileURLToPath(new URL('../../../models/', import.meta.url));

/** The one that comes with the installation, so that it runs without a download. */
const embedded = 'content-rating';
/** What `auto` is once it has been fetched. */
export const fetchedByDefault = 'imagenet';

/** The cards in models/. */
export const bundledNames = async (): Promise<readonly string[]> =>
  (await readdir(cards)).map((file) => file.replace(/\.json$/, ''));

/** Whether it is a name, and no folder: `auto`, `embedded`, a card in models/, or what was added. */
export const isModelName = async (model: string, dataDir: string): Promise<boolean> =>
  ['auto', 'embedded', ...(await bundledNames())].includes(model) || createAddedModels(dataDir).has(model);

/** A model by its name or the path of its folder. Rejects with MODEL_UNAVAILABLE. */
export async function locateModel(model: string, dataDir: string): Promise<ModelPlace> {
  const added = createAddedModels(dataDir);
  if (model === 'auto')
    return locateModel((await added.has(fetchedByDefault)) ? fetchedByDefault : embedded, dataDir);
  if (model === 'embedded') return locateModel(embedded, dataDir);
  if (await added.has(model)) return { kind: 'here', model: await added.find(model) };
  if (!(await bundledNames()).includes(model)) return { kind: 'here', model: await readModelFolder(model) };
  const card = await readCard(`${cards}${model}.json`);
  return card.kind === 'fetched'
    ? { kind: 'elsewhere', card: card.card }
    : { kind: 'here', model: { folder: cards, card: card.card } };
}

/** As locateModel, but one that has to be fetched first is refused. */
export async function findModel(model: string, dataDir: string): Promise<FoundModel> {
  const place = await locateModel(model, dataDir);
  if (place.kind === 'here') return place.model;
  throw unusable(`${model} has not been fetched yet: npm run magpie -- model add ${model}`);
}
