import { createSource } from '../../src/ask/source.ts';
import type { DataSource } from '../../src/core/data-source.ts';
import type { SourcesFor } from '../../src/core/rights.ts';

/** Everybody may ask all of these everywhere. */
export function openToAll(...data: readonly DataSource[]): SourcesFor {
  const sources = new Map(data.map((one) => [one.name, createSource(one)]));
  return () => sources;
}
