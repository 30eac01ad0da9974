import { setImmediate } from 'node:timers/promises';
import { quoted } from '../../ask/quoted.ts';
import { maxName, nameable, tableOutline, tableText } from '../../ask/table-text.ts';
import type { Catalogue, Table } from '../../core/data-source.ts';

/** Bytes of UTF-8, which a tokenizer counts more evenly than characters: 30,000 to 40,000 tokens. */
const maxCatalogue = 100_000;

export interface CatalogueText {
  readonly text: string;
  /** Names alone: what a question needs must be told in detail beside it. */
  readonly outline: boolean;
}

interface Draw {
  readonly outline: boolean;
  draw(table: Table): string;
}

// What is given up first when a catalogue is too long for a prompt.
const details: readonly Draw[] = [
  { outline: false, draw: (table) => tableText(table, { comments: true, values: true }) },
  { outline: false, draw: (table) => tableText(table, { comments: true, values: false }) },
  { outline: false, draw: (table) => tableText(table, { comments: false, values: false }) },
  { outline: true, draw: (table) => tableOutline(table, table.columns) },
];
const namesAlone: Draw['draw'] = (table) => tableOutline(table, []);

/**
 * The catalogue for a prompt. Always the same text for the same catalogue, so that the API can cache it. It takes a while, and lets
 * others have their turn meanwhile.
 */
export async function catalogueText(catalogue: Catalogue): Promise<CatalogueText> {
  const tables = nameable(catalogue.tables);
  for (const { draw, outline } of details) {
    await setImmediate();
    const drawn = fitting(tables, draw, maxCatalogue);
    if (drawn.length === tables.length) return { text: enclosed(catalogue, drawn), outline };
  }
  const named = fitting(tables, namesAlone, maxCatalogue);
  const left = tables.length - named.length;
  const text = enclosed(catalogue, [...named, ...(left > 0 ? [`(${left} more tables are left out)`] : [])]);
  return { text, outline: true };
}

/** As many of the first tables as fit into so many bytes. */
export function fitting(tables: readonly Table[], draw: Draw['draw'], maxBytes: number): readonly string[] {
  const drawn: string[] = [];
  let bytes = 0;
  for (const table of tables) {
    const text = draw(table);
    bytes += Buffer.byteLength(text) + 1;
    if (bytes > maxBytes) break;
    drawn.push(text);
  }
  return drawn;
}

const enclosed = ({ source, dialect }: Catalogue, drawn: readonly string[]): string =>
  [`<catalogue source=${quoted(source, maxName)} dialect="${dialect}">`, ...drawn, '</catalogue>'].join('\n');
