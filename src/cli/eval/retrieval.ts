import { join } from 'node:path';
import { catalogueText } from '../../ask/catalogue-text.ts';
import { createRetriever, sliceLimits } from '../../ask/retrieve/retriever.ts';
import type { Catalogue } from '../../core/data-source.ts';
import { openSource } from '../../data/open.ts';
import { visibleLines } from '../../render/visible.ts';
import type { Io } from '../command.ts';
import { openGoldTables } from './gold-tables.ts';
import { type Merged, merge } from './merged.ts';
import type { GoldQuestion } from './questions.ts';

export interface Retrieval {
  readonly questions: number;
  /** Share of the questions whose slice holds every table of the gold statement. */
  readonly recall: number;
  /** Bytes of UTF-8 of a slice's text, divided by three. */
  readonly tokensP95: number;
  readonly msP95: number;
}

/** Asks for the slice of every question from all databases as one schema. */
export async function evaluateRetrieval(
  questions: readonly GoldQuestion[],
  databases: string,
  io: Io,
  verbose: boolean,
): Promise<Retrieval> {
  const byDatabase = Map.groupBy(questions, ({ db_id }) => db_id);
  const pathOf = (id: string) => join(databases, id, `${id}.sqlite`);
  const catalogues = new Map<string, Catalogue>();
  for (const id of byDatabase.keys()) catalogues.set(id, await described(id, pathOf(id), io.signal));
  const merged = merge(catalogues);
  const retriever = await createRetriever(merged.catalogue);

  const tokens: number[] = [];
  const times: number[] = [];
  let held = 0;
  for (const [id, ofDatabase] of byDatabase) {
    const gold = openGoldTables(pathOf(id));
    try {
      for (const { question, query } of ofDatabase) {
        const wanted = wantedTables(merged, catalogues.get(id), id, gold.of(query));
        const began = performance.now();
        const slice = retriever.slice({ question, history: [], failures: [] }, sliceLimits);
        times.push(performance.now() - began);
        tokens.push(Math.ceil(Buffer.byteLength(catalogueText(slice)) / 3));
        const names = slice.tables.map(({ name }) => name);
        const missing = wanted.filter((name) => !names.includes(name));
        if (missing.length === 0) held += 1;
        else if (verbose)
          io.err(
            visibleLines(
              `${id}: ${question}\n  missing ${missing.join(', ')}\n  slice   ${names.join(', ')}\n`,
            ),
          );
      }
    } finally {
      gold.close();
    }
  }
  return {
    questions: questions.length,
    recall: questions.length === 0 ? 1 : held / questions.length,
    tokensP95: p95(tokens),
    msP95: Math.round(p95(times) * 100) / 100,
  };
}

async function described(id: string, path: string, signal: AbortSignal): Promise<Catalogue> {
  const data = await openSource({ name: id, url: path, children: 1 });
  try {
    return await data.describe(signal);
  } finally {
    await data.close();
  }
}

/** SQLite also names common table expressions; of these there is no table. */
const wantedTables = (
  merged: Merged,
  catalogue: Catalogue | undefined,
  id: string,
  read: ReadonlySet<string>,
): readonly string[] =>
  (catalogue?.tables ?? [])
    .filter(({ name }) => read.has(name.toLowerCase()))
    .map(({ name }) => merged.nameOf(id, name));

function p95(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * 0.95) - 1)] ?? 0;
}
