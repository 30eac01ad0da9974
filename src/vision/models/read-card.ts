import {
  cardOutline,
  type FetchedCard,
  hubCard,
  type ModelCard,
  modelCard,
} from '../../../schema/model-card.ts';
import { readJson } from './read-json.ts';

export type AnyCard =
  | { readonly kind: 'local'; readonly card: ModelCard }
  | { readonly kind: 'fetched'; readonly card: FetchedCard };

/** A card file. Rejects with MODEL_UNAVAILABLE that lists every fault. */
export async function readCard(path: string): Promise<AnyCard> {
  // Told first, so that the faults are those of one kind of card.
  const { source } = await readJson(path, cardOutline);
  if (source?.kind === 'hub') return { kind: 'fetched', card: await readJson(path, hubCard) };
  const card = await readJson(path, modelCard);
  const { source: where } = card;
  return where.kind === 'https'
    ? { kind: 'fetched', card: { ...card, source: where } }
    : { kind: 'local', card };
}
