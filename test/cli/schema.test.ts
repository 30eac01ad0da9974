import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { schema } from '../../src/cli/schema.ts';
import { openTerminal } from '../support/terminal.ts';

async function withBirds(env: Record<string, string> = {}) {
  const terminal = await openTerminal(env);
  const db = new DatabaseSync(join(terminal.cwd, 'birds.sqlite'));
  db.exec(`CREATE TABLE birds (
    -- Every bird that was seen.
    name TEXT PRIMARY KEY, -- What it is called.
    seen DATE
  ); INSERT INTO birds VALUES ('magpie', '2026-01-03'), ('wren', '2026-02-04')`);
  db.close();
  return terminal;
}

test('a database is printed as people read it', async () => {
  const terminal = await withBirds();
  const { code, out } = await terminal.run(schema, '--source', 'sqlite:birds.sqlite');
  expect(out).toBe(
    [
      'source (sqlite): There is one table to ask about.',
      '',
      'birds has 2 rows.',
      'Every bird that was seen.',
      'Column │ Type │ Key │ Values                   │ About             ',
      '───────┼──────┼─────┼──────────────────────────┼───────────────────',
      'name   │ text │ key │ magpie, wren             │ What it is called.',
      'seen   │ date │     │ 2026-01-03 to 2026-02-04 │                   ',
      '',
    ].join('\n'),
  );
  expect(code).toBe(0);
});

test('--json is the catalogue, of the configured database when none is named', async () => {
  const terminal = await withBirds({ DATABASE_URL: 'sqlite:birds.sqlite' });
  const { code, out } = await terminal.run(schema, '--json');
  expect(JSON.parse(out)).toMatchObject({
    source: 'main',
    dialect: 'sqlite',
    tables: [{ name: 'birds', rows: 2, primaryKey: ['name'] }],
  });
  expect([code, out.split('\n').length]).toEqual([0, 2]);
});

test('what cannot be opened is refused with the reason', async () => {
  const terminal = await openTerminal();
  writeFileSync(join(terminal.cwd, 'notes.txt'), 'no database '.repeat(200));
  for (const [url, why] of [
    ['sqlite:nowhere.sqlite', 'there is no file'],
    ['notes.txt', 'file is not a database'],
    ['oracle://x', 'no database here is called oracle'],
  ] as const) {
    const { code, out } = await terminal.run(schema, '--source', url, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out).refused).toContain(why);
    expect((await terminal.run(schema, '--source', url)).err).toContain(why);
  }
});
