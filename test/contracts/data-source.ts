import { describe, expect, test } from 'vitest';
import type { Catalogue, DataSource, ResultSet, SelectLimits } from '../../src/core/data-source.ts';

/** A running database of some dialect with the birds in it. */
export interface BirdHouse {
  readonly source: DataSource;
  /** Runs statements of the dialect behind the source's back. */
  change(sql: string): Promise<void>;
}

/** What every test database holds, in SQL that all dialects read; types may be spelled otherwise. */
export const birdSchema = `
  CREATE TABLE species (code VARCHAR(4) PRIMARY KEY NOT NULL, name VARCHAR(40) NOT NULL);
  CREATE TABLE birds (
    id INTEGER PRIMARY KEY NOT NULL,
    species_code VARCHAR(4) REFERENCES species (code),
    name VARCHAR(40),
    grams DECIMAL(8, 2),
    seen DATE NOT NULL,
    ringed TIMESTAMP,
    big BIGINT
  );
  CREATE VIEW heavy AS SELECT name, grams FROM birds WHERE grams > 100;
  INSERT INTO species VALUES ('PICA', 'Magpie'), ('TROG', 'Wren'), ('CORV', 'Crow');
  INSERT INTO birds VALUES
    (1, 'PICA', 'Pia', 210.5, '2026-01-03', '2026-01-03 08:15:00', 9007199254740993),
    (2, 'PICA', '까치', 200.25, '2026-01-04', NULL, 12),
    (3, 'TROG', '', 9, '2026-02-05', '2026-02-05 19:00:00', -9007199254740993),
    (4, NULL, NULL, NULL, '2026-03-06', NULL, NULL);
`;

const generous: Omit<SelectLimits, 'signal'> = { maxRows: 1000, maxBytes: 1_000_000, timeoutMs: 10_000 };

/** What every DataSource does. `open` gives a fresh database with `birdSchema`, closed when the test has finished. */
export function dataSourceContract(name: string, open: () => Promise<BirdHouse>): void {
  const never = new AbortController().signal;
  const select = (source: DataSource, sql: string, limits: Partial<SelectLimits> = {}): Promise<ResultSet> =>
    source.select(sql, { ...generous, signal: never, ...limits });
  const tableOf = ({ tables }: Catalogue, table: string) => tables.find((other) => other.name === table);
  const columnOf = (catalogue: Catalogue, table: string, column: string) =>
    tableOf(catalogue, table)?.columns.find((other) => other.name === column);

  describe(`a source in ${name}`, () => {
    test('tables, views and their columns are described', async () => {
      const { source } = await open();
      const catalogue = await source.describe(never);
      expect(catalogue.tables.map((table) => [table.name, table.kind, table.rows])).toEqual([
        ['species', 'table', 3],
        ['birds', 'table', 4],
        ['heavy', 'view', 2],
      ]);
      expect(tableOf(catalogue, 'birds')?.columns.map((column) => [column.name, column.kind])).toEqual([
        ['id', 'integer'],
        ['species_code', 'text'],
        ['name', 'text'],
        ['grams', 'decimal'],
        ['seen', 'date'],
        ['ringed', 'datetime'],
        ['big', 'integer'],
      ]);
      expect(columnOf(catalogue, 'birds', 'seen')?.nullable).toBe(false);
      expect(columnOf(catalogue, 'birds', 'name')?.nullable).toBe(true);
    });

    test('keys tell how tables belong together', async () => {
      const { source } = await open();
      const birds = tableOf(await source.describe(never), 'birds');
      expect(birds?.primaryKey).toEqual(['id']);
      expect(birds?.foreignKeys).toEqual([
        { columns: ['species_code'], table: 'species', references: ['code'] },
      ]);
    });

    test('values, counts and ranges are known', async () => {
      const { source } = await open();
      const catalogue = await source.describe(never);
      expect(columnOf(catalogue, 'birds', 'species_code')).toMatchObject({
        distinct: 2,
        values: { list: ['PICA', 'TROG'], complete: true },
      });
      expect(columnOf(catalogue, 'birds', 'seen')?.range).toEqual({ min: '2026-01-03', max: '2026-03-06' });
      expect(columnOf(catalogue, 'birds', 'id')?.range).toEqual({ min: 1, max: 4 });
      expect(columnOf(catalogue, 'birds', 'big')?.range).toEqual({
        min: '-9007199254740993',
        max: '9007199254740993',
      });
    });

    test('the fingerprint stays until the schema changes', async () => {
      const { source, change } = await open();
      const before = await source.fingerprint(never);
      expect(await source.fingerprint(never)).toBe(before);
      expect((await source.describe(never)).fingerprint).toBe(before);
      await change('CREATE TABLE nests (id INTEGER PRIMARY KEY)');
      expect(await source.fingerprint(never)).not.toBe(before);
      expect((await source.describe(never)).tables.map((table) => table.name)).toContain('nests');
    });

    test('a question gives its rows, with nothing lost', async () => {
      const { source } = await open();
      const { columns, rows, truncated } = await select(
        source,
        'SELECT id, name, grams, seen, big FROM birds ORDER BY id',
      );
      expect(columns).toEqual([
        { name: 'id', kind: 'integer' },
        { name: 'name', kind: 'text' },
        { name: 'grams', kind: 'decimal' },
        { name: 'seen', kind: 'date' },
        { name: 'big', kind: 'integer' },
      ]);
      expect(rows).toHaveLength(4);
      expect(rows[0]?.map(String)).toEqual(['1', 'Pia', '210.5', '2026-01-03', '9007199254740993']);
      expect(rows[1]).toEqual([2, '까치', expect.anything(), '2026-01-04', 12]);
      expect(rows[2]?.[1]).toBe('');
      expect(rows[3]).toEqual([4, null, null, '2026-03-06', null]);
      expect(truncated).toBe(false);
    });

    test('no rows still have their columns', async () => {
      const { source } = await open();
      const result = await select(source, 'SELECT name, count(*) AS n FROM birds WHERE id > 9 GROUP BY name');
      expect(result).toMatchObject({ rows: [], truncated: false });
      expect(result.columns.map((column) => column.name)).toEqual(['name', 'n']);
    });

    test.each([
      { maxRows: 3, shown: 3, truncated: true },
      { maxRows: 4, shown: 4, truncated: false },
      { maxRows: 5, shown: 4, truncated: false },
    ])('with room for $maxRows of 4 rows, $shown are shown', async ({ maxRows, shown, truncated }) => {
      const { source } = await open();
      const result = await select(source, 'SELECT * FROM birds', { maxRows });
      expect([result.rows.length, result.truncated]).toEqual([shown, truncated]);
    });

    test('a result that is too large is cut and says so; one of which nothing fits is refused', async () => {
      const { source } = await open();
      const cut = await select(source, 'SELECT * FROM birds', { maxBytes: 150 });
      expect(cut.truncated).toBe(true);
      expect(cut.rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(cut.rows).length).toBeLessThanOrEqual(150);
      await expect(select(source, 'SELECT * FROM birds', { maxBytes: 20 })).rejects.toMatchObject({
        code: 'SQL_TOO_LARGE',
      });
    });

    test('what is no question is refused before it runs', async () => {
      const { source } = await open();
      for (const sql of ['DELETE FROM birds', 'SELECT 1; DROP TABLE birds', 'DROP TABLE birds']) {
        expect(await source.check(sql, never)).toMatchObject({ ok: false });
        await expect(select(source, sql)).rejects.toMatchObject({ code: 'SQL_REFUSED' });
      }
      expect((await select(source, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
    });

    test('what the database does not understand comes back in its own words', async () => {
      const { source } = await open();
      const verdict = await source.check('SELECT wings FROM birds', never);
      expect(verdict).toMatchObject({ ok: false, why: expect.stringContaining('wings') });
      await expect(select(source, 'SELECT wings FROM birds')).rejects.toMatchObject({
        code: 'SQL_FAILED',
        data: { why: expect.stringContaining('wings') },
      });
    });

    test('a question without end is stopped at its limit, and the next one is answered', async () => {
      const { source } = await open();
      const endless =
        'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r';
      const began = performance.now();
      await expect(select(source, endless, { timeoutMs: 300 })).rejects.toMatchObject({
        code: 'SQL_TIMED_OUT',
        data: { seconds: 0.3 },
      });
      expect(performance.now() - began).toBeLessThan(3_000);
      expect((await select(source, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
    });

    test('who asks can give up', async () => {
      const { source } = await open();
      const giveUp = new AbortController();
      const endless =
        'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r';
      const asked = select(source, endless, { signal: giveUp.signal });
      setTimeout(() => giveUp.abort(new Error('never mind')), 100);
      await expect(asked).rejects.toThrow('never mind');
      await expect(source.describe(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
      expect((await select(source, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
    });

    test('many questions at once each get their own answer', async () => {
      const { source } = await open();
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          select(source, `SELECT ${n} AS n, count(*) AS birds FROM birds`),
        ),
      );
      expect(answers.map(({ rows }) => rows)).toEqual(Array.from({ length: 12 }, (_, n) => [[n, 4]]));
    });
  });
}
