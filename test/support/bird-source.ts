import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, onTestFinished } from 'vitest';
import type { DataSource } from '../../src/core/data-source.ts';
import { openSource } from '../../src/data/open.ts';
import { tempFolder } from './temp-folder.ts';

const schema = `
  CREATE TABLE birds (id INTEGER PRIMARY KEY, name TEXT NOT NULL, grams REAL, seen DATE NOT NULL);
  INSERT INTO birds (name, grams, seen) VALUES
    ('magpie', 210.5, '2026-01-03'), ('까치', 200, '2026-01-04'), ('wren', 9, '2026-01-05'), ('=ghost', NULL, '2026-01-06');
`;

export interface BirdSource {
  readonly data: DataSource;
  /** Changes the database behind the source's back. */
  change(sql: string): void;
}

/** Four birds in a real SQLite file, asked through the real guard; closed and gone when the test has finished. */
export async function birdSource(name = 'birds'): Promise<BirdSource> {
  const birds = await openBirds(await tempFolder(), name);
  onTestFinished(() => birds.data.close());
  return birds;
}

let shared: { readonly folder: string; readonly birds: Promise<BirdSource> } | undefined;

/** The same birds for all tests of a file: for those that do not change them. */
export async function sharedBirds(): Promise<DataSource> {
  if (!shared) {
    const folder = mkdtempSync(join(tmpdir(), 'magpie-test-'));
    shared = { folder, birds: openBirds(folder, 'birds') };
  }
  return (await shared.birds).data;
}

afterAll(async () => {
  if (!shared) return;
  await (await shared.birds).data.close();
  rmSync(shared.folder, { recursive: true, force: true });
});

async function openBirds(folder: string, name: string): Promise<BirdSource> {
  const path = join(folder, 'birds.sqlite');
  const change = (sql: string) => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };
  change(schema);
  const data = await openSource({ name, title: 'Bird book', url: `sqlite:${path}`, children: 1 });
  return { data, change };
}
