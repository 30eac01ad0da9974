import type { ModelCard } from '../../../schema/model-card.ts';
import { createAddedModels } from '../../vision/models/added.ts';
import { bundledNames, locateModel } from '../../vision/models/find-model.ts';

/** A model that can be used by its name. */
export interface ListedModel {
  readonly name: string;
  readonly about: string;
  /** `embedded`: part of the installation. `added`: in the data folder. `fetched`: on first use. */
  readonly state: 'embedded' | 'added' | 'fetched';
  readonly from: string;
  readonly revision?: string | undefined;
  readonly labels?: number | undefined;
  readonly licence?: string | undefined;
}

/** Those that come with Magpie, then those that were added. Rejects with MODEL_UNAVAILABLE. */
export async function listedModels(dataDir: string): Promise<readonly ListedModel[]> {
  const bundled = await bundledNames();
  const added = await createAddedModels(dataDir).list();
  const others = added.filter(({ card }) => !bundled.includes(card.name));
  return [
    ...(await Promise.all(bundled.map((name) => listedBundled(name, dataDir)))),
    ...others.map(({ card }) => listedCard(card)),
  ];
}

async function listedBundled(name: string, dataDir: string): Promise<ListedModel> {
  const place = await locateModel(name, dataDir);
  if (place.kind === 'here') return listedCard(place.model.card);
  const { about, licence, source } = place.card;
  const from = source.kind === 'hub' ? source.repo : source.url;
  return { name, about, state: 'fetched', from, licence };
}

function listedCard({ name, about, labels, licence, origin }: ModelCard): ListedModel {
  const described = { name, about, labels: labels.length, licence };
  if (!origin) return { ...described, state: 'embedded', from: 'the installation' };
  return { ...described, state: 'added', from: origin.from, revision: origin.revision };
}
