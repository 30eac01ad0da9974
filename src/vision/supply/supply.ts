import type { ModelCard } from '../../../schema/model-card.ts';
import type { Downloader, OnProgress } from '../fetch/download.ts';
import type { Hub } from '../fetch/hub.ts';

/** Where a model can be had from. */
export interface Supply {
  /** For people: a repository, an address without credentials, or a folder. */
  readonly from: string;
  /** As its card calls it, where there is a card. */
  readonly name?: string;
  /** Puts its files into the folder, and gives the card that names them from there. Rejects with MODEL_UNAVAILABLE, or the signal's reason. */
  place(delivery: Delivery): Promise<Placed>;
}

interface Delivery {
  /** Exists, and is empty. */
  readonly folder: string;
  readonly name: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

interface Placed {
  readonly card: ModelCard & { readonly source: { readonly kind: 'file' } };
  /** The commit, of a repository. */
  readonly revision?: string;
}

/** What supplies need. */
export interface SupplyOptions {
  readonly hub: Hub;
  readonly download: Downloader;
  /** Where unfinished downloads and imported models are kept. */
  readonly dataDir: string;
  /** Resident bytes of a process that looks at pictures: a larger file cannot run in it. */
  readonly maxMemory: number;
}
