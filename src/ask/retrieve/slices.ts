import type { Catalogue } from '../../core/data-source.ts';
import { tableText } from '../table-text.ts';
import { createRetriever, type Retriever, sliceLimits } from './retriever.ts';
import type { Subject } from './subject.ts';

/** Bytes of UTF-8 of the text of all tables, 30,000 to 40,000 tokens: a catalogue that has less is given whole, and can be cached. */
const maxWhole = 100_000;

/** The catalogue that a writer is given for a question: the whole, or of a large one the part that it needs. */
export type SliceFor = (catalogue: Catalogue, subject: Subject) => Promise<Catalogue>;

/** Remembers what it read of a catalogue for as long as that is in use. */
export function createSlices(): SliceFor {
  const known = new WeakMap<Catalogue, Promise<Retriever> | 'whole'>();
  return async (catalogue, subject) => {
    const retriever = known.get(catalogue) ?? (isSmall(catalogue) ? 'whole' : createRetriever(catalogue));
    known.set(catalogue, retriever);
    return retriever === 'whole' ? catalogue : (await retriever).slice(subject, sliceLimits);
  };
}

/** Stops reading as soon as it knows. */
function isSmall({ tables }: Catalogue): boolean {
  let bytes = 0;
  return tables.every((table) => {
    bytes += Buffer.byteLength(tableText(table));
    return bytes <= maxWhole;
  });
}
