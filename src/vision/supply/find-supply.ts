import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cardWithoutSource, type FetchedCard, modelCard } from '../../../schema/model-card.ts';
import { isRepository } from '../fetch/hub.ts';
import { bundledNames, locateModel } from '../models/find-model.ts';
import { readModelFolder } from '../models/model-folder.ts';
import { readCard } from '../models/read-card.ts';
import { parsed, readJson } from '../models/read-json.ts';
import { unusable } from '../models/unusable.ts';
import { httpsSupply } from './https-supply.ts';
import { hubSupply } from './hub-supply.ts';
import { localSupply } from './local-supply.ts';
import type { Supply, SupplyOptions } from './supply.ts';

/** A model that somebody wants, as it was said. */
export interface Wanted {
  /** The name of a card in models/, a repository of the hub, an address, or the path of a folder or a card. */
  readonly what: string;
  /** The same as an absolute path. */
  readonly path: string;
  /** Of a repository: a commit, tag or branch. */
  readonly revision?: string | undefined;
  /** Of a repository: its ONNX file. */
  readonly file?: string | undefined;
  /** Of what is at an address: its checksum. */
  readonly sha256?: string | undefined;
  /** Of what is at an address: the absolute path of a card that says the rest. */
  readonly card?: string | undefined;
}

/** Rejects with MODEL_UNAVAILABLE where it is nothing that can be had. */
export async function findSupply(wanted: Wanted, options: SupplyOptions): Promise<Supply> {
  const { what, path, revision, file } = wanted;
  if (/^https?:/i.test(what)) {
    takesOnly(wanted, ['sha256', 'card']);
    const card = await addressCard(wanted);
    return { ...httpsSupply(card, options), name: card.name };
  }
  if ((await bundledNames()).includes(what)) {
    takesOnly(wanted, []);
    return bundledSupply(what, options);
  }
  const found = await stat(path).catch(() => undefined);
  if (found) {
    takesOnly(wanted, []);
    return found.isDirectory()
      ? localSupply(await readModelFolder(path), options)
      : cardSupply(path, options);
  }
  if (what.includes('/') && isRepository(what)) {
    takesOnly(wanted, ['revision', 'file']);
    return hubSupply({ repo: what, revision, path: file }, options);
  }
  throw unusable(`${what} is no folder, no card, no address, and no repository such as Xenova/resnet-50`);
}

/** What is not looked at must not seem to have been. */
function takesOnly(wanted: Wanted, known: readonly (keyof Wanted)[]): void {
  const said = (['revision', 'file', 'sha256', 'card'] as const).find(
    (option) => wanted[option] !== undefined && !known.includes(option),
  );
  if (said !== undefined) throw unusable(`--${said} says nothing of ${wanted.what}`);
}

async function bundledSupply(name: string, options: SupplyOptions): Promise<Supply> {
  const place = await locateModel(name, options.dataDir);
  if (place.kind === 'elsewhere') return fetchedSupply(place.card, options);
  throw unusable(`there is a model ${name} already`);
}

async function cardSupply(path: string, options: SupplyOptions): Promise<Supply> {
  const read = await readCard(path);
  const supply =
    read.kind === 'fetched'
      ? fetchedSupply(read.card, options)
      : localSupply({ card: read.card, folder: dirname(path) }, options);
  return { ...supply, name: read.card.name };
}

/** Where a card says that its model is. */
export function fetchedSupply(card: FetchedCard, options: SupplyOptions): Supply {
  if (!isHubCard(card)) return httpsSupply(card, options);
  const { source, about, rates, licence } = card;
  const { repo, revision, path } = source;
  return hubSupply({ repo, revision, path, about, rates, licence }, options);
}

const isHubCard = (card: FetchedCard): card is Extract<FetchedCard, { source: { kind: 'hub' } }> =>
  card.source.kind === 'hub';

async function addressCard({ what, sha256, card }: Wanted) {
  if (sha256 === undefined || card === undefined)
    throw unusable('a model at an address needs --sha256, and --card with a JSON card that says the rest');
  const source = { kind: 'https', url: what, sha256 } as const;
  const rest = await readJson(card, cardWithoutSource);
  return { ...parsed(card, modelCard, { ...rest, source }), source };
}
