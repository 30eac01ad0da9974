import { readFileSync } from 'node:fs';
import { parseCsv } from './csv.ts';

const folder = new URL('../data/', import.meta.resolve('vega-datasets'));

interface Shape<Content> {
  parse(content: unknown): Content;
}

/** A file of vega-datasets, checked against its shape. Synchronous: only for the child that builds. */
export function readDataset<Content>(file: string, shape: Shape<Content>): Content {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return shape.parse(file.endsWith('.csv') ? parseCsv(text) : JSON.parse(text));
}
