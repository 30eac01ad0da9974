import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { modelCard } from '../../../schema/model-card.ts';
import { type FoundModel, readModelFolder } from './model-folder.ts';
import { readJson } from './read-json.ts';

const cards = fileURLToPath(new URL('../../../models/', import.meta.url));

/** The one that comes with the installation, so that it runs without a download. */
const embedded = 'content-rating';

/** What `model` may be besides a folder: `embedded`, and the cards in models/ by name. */
export async function modelNames(): Promise<readonly string[]> {
  return ['embedded', ...(await readdir(cards)).map((file) => file.replace(/\.json$/, ''))];
}

/** A model by its name or the path of its folder. Rejects with MODEL_UNAVAILABLE. */
export async function findModel(model: string): Promise<FoundModel> {
  if (!(await modelNames()).includes(model)) return readModelFolder(model);
  const name = model === 'embedded' ? embedded : model;
  return { folder: cards, card: await readJson(`${cards}${name}.json`, modelCard) };
}
