import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
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
  const path = join(await tempFolder(), 'birds.sqlite');
  const change = (sql: string) => {
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
  };
  change(schema);
  const data = await openSource({ name, title: 'Bird book', url: `sqlite:${path}`, children: 1 });
  onTestFinished(() => data.close());
  return { data, change };
}
