import { describe, expect, test } from 'vitest';
import type { Catalogue, DataSource, Hidden, ResultSet, SelectLimits } from '../../src/core/data-source.ts';
import { shared } from '../support/at-end.ts';

/** A running database of some dialect with the birds in it. */
export interface BirdHouse {
  readonly source: DataSource;
  /** Runs statements of the dialect behind the source's back. */
  change(sql: string): Promise<void>;
  /** A name in quotes, whatever is in it; by default in double ones. */
  quoted?(name: string): string;
  /** How many statements run in the database now, or how many processes of the source work. */
  busy?(): Promise<number>;
  /** Makes a table `nests` with the comment 'Where they breed', whose column `height` has the comment 'in metres'. */
  readonly commented?: string;
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

const endless = 'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r';

const generous: Omit<SelectLimits, 'signal'> = { maxRows: 1000, maxBytes: 1_000_000, timeoutMs: 10_000 };

/** What every DataSource does. `open` gives a fresh database with `birdSchema`, and has it closed with `atEnd`. */
export function dataSourceContract(name: string, open: () => Promise<BirdHouse>): void {
  const never = new AbortController().signal;
  const select = (source: DataSource, sql: string, limits: Partial<SelectLimits> = {}): Promise<ResultSet> =>
    source.select(sql, { ...generous, signal: never, ...limits });
  const tableOf = ({ tables }: Catalogue, table: string) => tables.find((other) => other.name === table);
  const refusedOrFailed = { code: expect.stringMatching(/^SQL_(REFUSED|FAILED)$/) };
  const quotedIn = ({ quoted }: BirdHouse, name: string) =>
    quoted?.(name) ?? `"${name.replaceAll('"', '""')}"`;
  const isIdle = async ({ busy }: BirdHouse) => {
    if (busy) await expect.poll(busy, { timeout: 1_000, interval: 50 }).toBe(0);
  };
  const columnOf = (catalogue: Catalogue, table: string, column: string) =>
    tableOf(catalogue, table)?.columns.find((other) => other.name === column);

  describe(`a source in ${name}`, () => {
    const same = shared(open);
    test('tables, views and their columns are described', async () => {
      const { source } = same();
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
      const { source } = same();
      const birds = tableOf(await source.describe(never), 'birds');
      expect(birds?.primaryKey).toEqual(['id']);
      expect(birds?.foreignKeys).toEqual([
        { columns: ['species_code'], table: 'species', references: ['code'] },
      ]);
    });

    test('values, counts and ranges are known', async () => {
      const { source } = same();
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

    test('how much is missing is known, and how codes are written', async () => {
      const { source } = same();
      const catalogue = await source.describe(never);
      expect(columnOf(catalogue, 'birds', 'name')?.nullShare).toBeCloseTo(0.25);
      expect(columnOf(catalogue, 'birds', 'ringed')?.nullShare).toBeCloseTo(0.5);
      expect(columnOf(catalogue, 'birds', 'id')?.nullShare).toBe(0);
      // An empty text is a text.
      expect(columnOf(catalogue, 'birds', 'name')).toMatchObject({ distinct: 3 });
      expect(columnOf(catalogue, 'species', 'code')?.format).toBe('AAAA');
      expect(columnOf(catalogue, 'species', 'name')?.format).toBeUndefined();
    });

    test('a table of one column, which nobody has counted, is known like any other', async () => {
      const { source, change } = await open();
      await change(
        "CREATE TABLE nests (place VARCHAR(20)); INSERT INTO nests VALUES ('oak'), ('oak'), ('elm')",
      );
      const catalogue = await source.describe(never);
      expect(tableOf(catalogue, 'nests')?.rows).toBe(3);
      expect(columnOf(catalogue, 'nests', 'place')).toMatchObject({
        distinct: 2,
        nullShare: 0,
        values: { list: ['oak', 'elm'], complete: true },
      });
    });

    test('comments are known where the database keeps them', async ({ skip }) => {
      const { source, change, commented } = await open();
      skip(commented === undefined, 'this database keeps no comments');
      await change(commented ?? '');
      const catalogue = await source.describe(never);
      expect(tableOf(catalogue, 'nests')?.comment).toBe('Where they breed');
      expect(columnOf(catalogue, 'nests', 'height')?.comment).toBe('in metres');
    });

    test('names in any script, with quotes in them and like keywords, are names', async () => {
      const house = await open();
      const { source, change } = house;
      const [table, order, odd] = ['새 "odd" table', 'order', `it's "a\`b`];
      const [t, o, c] = [table, order, odd].map((name) => quotedIn(house, name));
      await change(`CREATE TABLE ${t} (${o} INTEGER, ${c} VARCHAR(20)); INSERT INTO ${t} VALUES (7, 'x');`);
      const found = tableOf(await source.describe(never), table);
      expect(found?.columns.map((column) => column.name)).toEqual([order, odd]);
      const { columns, rows } = await select(source, `SELECT t.${o}, t.${c} FROM ${t} t`);
      expect(columns.map((column) => column.name)).toEqual([order, odd]);
      expect(rows).toEqual([[7, 'x']]);

      const without = source.hiding([{ table, column: odd }]);
      expect((await select(without, `SELECT * FROM ${t}`)).rows).toEqual([[7]]);
      await expect(select(without, `SELECT ${c} FROM ${t}`)).rejects.toMatchObject(refusedOrFailed);
      await expect(select(source.hiding([{ table }]), `SELECT * FROM ${t}`)).rejects.toMatchObject(
        refusedOrFailed,
      );
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
      const { source } = same();
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

    test('times come as they are meant', async () => {
      const { source } = same();
      const { columns, rows } = await select(source, 'SELECT ringed FROM birds ORDER BY id');
      expect(columns).toEqual([{ name: 'ringed', kind: 'datetime' }]);
      expect(rows[0]?.[0]).toMatch(/^2026-01-03[ T]08:15:00$/);
      expect(rows[1]).toEqual([null]);
    });

    test('no rows still have their columns', async () => {
      const { source } = same();
      const result = await select(source, 'SELECT name, count(*) AS n FROM birds WHERE id > 9 GROUP BY name');
      expect(result).toMatchObject({ rows: [], truncated: false });
      expect(result.columns.map((column) => column.name)).toEqual(['name', 'n']);
    });

    test.each([
      { maxRows: 3, shown: 3, truncated: true },
      { maxRows: 4, shown: 4, truncated: false },
      { maxRows: 5, shown: 4, truncated: false },
    ])('with room for $maxRows of 4 rows, $shown are shown', async ({ maxRows, shown, truncated }) => {
      const { source } = same();
      const result = await select(source, 'SELECT * FROM birds', { maxRows });
      expect([result.rows.length, result.truncated]).toEqual([shown, truncated]);
      // Small tables are guessed at, but never at less than was seen.
      if (truncated && result.about !== undefined) expect(result.about).toBeGreaterThan(shown);
      if (!truncated) expect(result.about).toBeUndefined();
    });

    test('S27 a result that is too large is cut and says so; one of which nothing fits is refused', async () => {
      const { source } = same();
      const cut = await select(source, 'SELECT * FROM birds', { maxBytes: 150 });
      expect(cut.truncated).toBe(true);
      expect(cut.rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(cut.rows).length).toBeLessThanOrEqual(150);
      await expect(select(source, 'SELECT * FROM birds', { maxBytes: 20 })).rejects.toMatchObject({
        code: 'SQL_TOO_LARGE',
      });
    });

    test('S30 S31 what is no question is refused before it runs', async () => {
      const { source } = same();
      const bad = [
        'DELETE FROM birds',
        'DROP TABLE birds',
        'SELECT 1; DROP TABLE birds',
        'SELECT 1; SELECT 2',
        'COMMIT; DELETE FROM birds',
        'SELECT 1 /* ; */ ; DELETE FROM birds',
        'CREATE TABLE more_birds AS SELECT * FROM birds',
      ];
      // Not every database knows these; none lets them run.
      const elsewhere = [
        'WITH gone AS (DELETE FROM birds RETURNING *) SELECT * FROM gone',
        'SELECT * INTO more_birds FROM birds',
        'EXPLAIN ANALYZE DELETE FROM birds',
      ];
      for (const sql of elsewhere) {
        expect(await source.check(sql, never), sql).toMatchObject({ ok: false });
        await expect(select(source, sql)).rejects.toMatchObject({
          code: expect.stringMatching(/^SQL_(REFUSED|FAILED)$/),
        });
      }
      for (const sql of bad) {
        expect(await source.check(sql, never)).toMatchObject({ ok: false });
        await expect(select(source, sql)).rejects.toMatchObject({ code: 'SQL_REFUSED' });
      }
      expect((await select(source, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
    });

    test('S29 nobody lifts a limit by a statement', async () => {
      const { source } = same();
      const lifting = [
        'SET statement_timeout = 0',
        "SELECT set_config('statement_timeout', '0', false)",
        'SET SESSION max_execution_time = 0',
        "SET memory_limit = '1TB'",
        'PRAGMA busy_timeout = 0',
        'RESET ALL',
      ];
      for (const sql of lifting) expect(await source.check(sql, never), sql).toMatchObject({ ok: false });
    });

    test('what the database does not understand comes back in its own words', async () => {
      const { source } = same();
      const verdict = await source.check('SELECT wings FROM birds', never);
      expect(verdict).toMatchObject({ ok: false, why: expect.stringContaining('wings') });
      await expect(select(source, 'SELECT wings FROM birds')).rejects.toMatchObject({
        code: 'SQL_FAILED',
        data: { why: expect.stringContaining('wings') },
      });
    });

    test('S25 a question without end is stopped at its limit, and the next one is answered', async () => {
      const house = same();
      const { source } = house;
      const began = performance.now();
      await expect(select(source, endless, { timeoutMs: 300 })).rejects.toMatchObject({
        code: 'SQL_TIMED_OUT',
        data: { seconds: 0.3 },
      });
      expect(performance.now() - began).toBeLessThan(3_000);
      await isIdle(house);
      expect((await select(source, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
    });

    test('who asks can give up', async () => {
      const { source } = same();
      const giveUp = new AbortController();
      const asked = select(source, endless, { signal: giveUp.signal });
      setTimeout(() => giveUp.abort(new Error('never mind')), 100);
      await expect(asked).rejects.toThrow('never mind');
      await expect(source.describe(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
      expect((await select(source, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
    });

    test('twenty who give up leave nothing that runs, and the next one is answered', async () => {
      const house = same();
      const { source } = house;
      for (let round = 0; round < 4; round++) {
        const giveUp = new AbortController();
        const asked = Array.from({ length: 5 }, () => select(source, endless, { signal: giveUp.signal }));
        setTimeout(() => giveUp.abort(new Error('never mind')), 100);
        const ended = await Promise.allSettled(asked);
        expect(ended.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
      }
      await isIdle(house);
      expect((await select(source, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
    });

    test('many questions at once each get their own answer', async () => {
      const { source } = same();
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          select(source, `SELECT ${n} AS n, count(*) AS birds FROM birds`),
        ),
      );
      expect(answers.map(({ rows }) => rows)).toEqual(Array.from({ length: 12 }, (_, n) => [[n, 4]]));
    });

    test('what a statement would read is told before it runs', async () => {
      const { source } = same();
      const one = await source.estimate('SELECT * FROM birds', never);
      const joined = await source.estimate(
        'SELECT s.name, b.name FROM birds b JOIN species s ON s.code = b.species_code',
        never,
      );
      const crossed = await source.estimate(
        'SELECT count(*) FROM birds a CROSS JOIN birds b CROSS JOIN species c CROSS JOIN birds d',
        never,
      );
      expect(one).toMatchObject({ rows: expect.any(Number), cartesian: false });
      expect(joined).toMatchObject({ rows: expect.any(Number), cartesian: false });
      expect(crossed?.cartesian).toBe(true);
      expect(crossed?.rows).toBeGreaterThan((one?.rows ?? 0) * 4);
    });

    describe('for somebody who may not see everything', () => {
      const without = (house: BirdHouse, hidden: readonly Hidden[]) => ({
        ...house,
        all: house.source,
        seen: house.source.hiding(hidden),
      });
      const seeing = (...hidden: Hidden[]) => without(same(), hidden);
      const openFor = async (...hidden: Hidden[]) => without(await open(), hidden);
      const misjudged = async (source: DataSource, statements: readonly string[]) => {
        const passed: string[] = [];
        for (const sql of statements) {
          if ((await source.check(sql, never)).ok) passed.push(sql);
          const ran = await select(source, sql).then(
            () => true,
            () => false,
          );
          if (ran) passed.push(`ran: ${sql}`);
        }
        return passed;
      };

      test('a hidden table is not in the catalogue, nor what leads to it', async () => {
        const { all, seen } = seeing({ table: 'Species' });
        const catalogue = await seen.describe(never);
        expect(catalogue.tables.map((table) => table.name)).toEqual(['birds', 'heavy']);
        expect(tableOf(catalogue, 'birds')?.foreignKeys).toEqual([]);
        expect(JSON.stringify(catalogue)).not.toMatch(/"species"/i);
        expect(catalogue.fingerprint).toBe(await seen.fingerprint(never));
        expect(catalogue.fingerprint).not.toBe(await all.fingerprint(never));
        expect((await all.describe(never)).tables).toHaveLength(3);
      });

      test('a view over what is hidden is hidden too', async () => {
        const { seen, change } = await openFor({ table: 'birds', column: 'grams' });
        await change('CREATE VIEW heaviest AS SELECT name FROM heavy');
        expect((await seen.describe(never)).tables.map((table) => table.name).sort()).toEqual([
          'birds',
          'species',
        ]);
        const statements = ['SELECT * FROM heavy', 'SELECT name FROM heavy', 'SELECT count(*) FROM heaviest'];
        expect(await misjudged(seen, statements)).toEqual([]);
      });

      test('a column that is generated from a hidden one is hidden with it, and views over it', async () => {
        const { seen, change } = await openFor({ table: 'eggs', column: 'Secret' });
        await change(`CREATE TABLE eggs (
          id INTEGER PRIMARY KEY, secret INTEGER, shown INTEGER,
          told INTEGER GENERATED ALWAYS AS (shown + 1),
          twice INTEGER GENERATED ALWAYS AS (secret * 2))`);
        await change('INSERT INTO eggs (id, secret, shown) VALUES (1, 4321, 7)');
        await change('CREATE VIEW told_eggs AS SELECT id, twice FROM eggs');
        const catalogue = await seen.describe(never);
        const shown = ['id', 'shown', 'told'];
        expect(tableOf(catalogue, 'eggs')?.columns.map((column) => column.name)).toEqual(shown);
        expect(tableOf(catalogue, 'told_eggs')).toBeUndefined();
        const { columns, rows } = await select(seen, 'SELECT * FROM eggs');
        expect([columns.map((column) => column.name), rows]).toEqual([shown, [[1, 7, 8]]]);
        const statements = [
          'SELECT twice FROM eggs',
          'SELECT id FROM eggs WHERE twice > 1',
          'SELECT count(*) FROM eggs GROUP BY eggs.twice',
          'SELECT twice FROM told_eggs',
          'SELECT count(*) FROM told_eggs',
        ];
        expect(await misjudged(seen, statements)).toEqual([]);
      });

      test('a hidden table is refused however it is named', async () => {
        const house = seeing({ table: 'species' });
        const name = quotedIn(house, 'species');
        const statements = [
          'SELECT * FROM species',
          'SELECT count(*) FROM species',
          'select 1 from SPECIES where 1 = 0',
          `SELECT * FROM ${name}`,
          'SELECT * FROM /* x */ species AS birds',
          'SELECT b.id FROM birds b JOIN species s ON s.code = b.species_code',
          "SELECT x.code FROM (SELECT 'PICA' AS code) x JOIN species USING (code)",
          "SELECT x.code FROM (SELECT 'PICA' AS code) x NATURAL JOIN species",
          'SELECT id FROM birds WHERE species_code IN (SELECT code FROM species)',
          'SELECT id FROM birds b WHERE EXISTS (SELECT 1 FROM species)',
          'SELECT (SELECT max(name) FROM species) FROM birds',
          'SELECT name FROM birds UNION ALL SELECT name FROM species',
          'WITH x AS (SELECT * FROM species) SELECT * FROM x',
        ];
        expect(await misjudged(house.seen, statements)).toEqual([]);
        expect((await select(house.seen, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
        expect((await select(house.all, 'SELECT count(*) FROM species')).rows).toEqual([[3]]);
      });

      test('that a hidden table is there cannot be told from what is said of it', async () => {
        const house = await openFor({ table: 'species' });
        await house.change('CREATE VIEW kinds AS SELECT name FROM species');
        await house.change('CREATE VIEW namings AS SELECT name FROM kinds');
        const said = async (form: string, name: string) => {
          const sql = form.replaceAll('NAME', name).replaceAll('QUOTED', quotedIn(house, name));
          const verdict = await house.seen.check(sql, never);
          const ran = await select(house.seen, sql).catch(({ code, data }) => [code, data.why]);
          // In the case in which it is told.
          return JSON.stringify([verdict, ran])
            .replaceAll(name.toLowerCase(), 'name')
            .replaceAll(name.toUpperCase(), 'NAME');
        };
        for (const form of [
          'SELECT * FROM NAME',
          'SELECT count(*) FROM QUOTED',
          'SELECT x.name FROM /* y */ NAME AS x',
          'SELECT b.id FROM birds b JOIN NAME s ON s.code = b.species_code',
          'SELECT id FROM birds b WHERE EXISTS (SELECT 1 FROM NAME)',
          'WITH x AS (SELECT * FROM NAME) SELECT * FROM x',
        ]) {
          const nothing = await said(form, 'nothere');
          for (const name of ['species', 'kinds', 'namings']) {
            expect([form, name, await said(form, name)]).toEqual([form, name, nothing]);
          }
          expect([form, await said(form, 'SPECIES')]).toEqual([form, await said(form, 'NOTHERE')]);
        }
      });

      test('a star shows the columns that are not hidden', async () => {
        const { seen } = seeing({ table: 'BIRDS', column: 'Grams' }, { table: 'birds', column: 'big' });
        const catalogue = await seen.describe(never);
        const shown = ['id', 'species_code', 'name', 'seen', 'ringed'];
        expect(tableOf(catalogue, 'birds')?.columns.map((column) => column.name)).toEqual(shown);
        for (const sql of [
          'SELECT * FROM birds ORDER BY id',
          'SELECT b.* FROM birds b ORDER BY b.id',
          'SELECT * FROM (SELECT * FROM birds) b ORDER BY id',
          'WITH x AS (SELECT * FROM birds) SELECT * FROM x ORDER BY id',
          'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT b.* FROM r JOIN birds b ON b.id = r.n ORDER BY n',
        ]) {
          expect(await seen.check(sql, never), sql).toEqual({ ok: true });
          const { columns, rows } = await select(seen, sql);
          expect([sql, columns.map((column) => column.name)]).toEqual([sql, shown]);
          expect(rows).toHaveLength(4);
        }
        expect(await seen.estimate('SELECT * FROM birds', never)).toMatchObject({ cartesian: false });
      });

      test('a hidden column is refused however it is named', async () => {
        const house = seeing({ table: 'birds', column: 'grams' });
        const name = quotedIn(house, 'grams');
        const statements = [
          'SELECT grams FROM birds',
          'SELECT GRAMS FROM birds',
          `SELECT ${name} FROM birds`,
          `SELECT b.${name} FROM birds b`,
          'SELECT birds.grams FROM birds',
          'SELECT id FROM birds WHERE grams > 200',
          'SELECT id FROM birds ORDER BY grams',
          'SELECT count(*) FROM birds GROUP BY grams',
          'SELECT max(grams) FROM birds',
          'SELECT (SELECT b.grams FROM birds b WHERE b.id = a.id) FROM birds a',
          'SELECT name FROM species WHERE code = (SELECT species_code FROM birds WHERE grams = 9)',
          'WITH x AS (SELECT * FROM birds) SELECT grams FROM x',
          'SELECT a.id FROM birds a JOIN birds b USING (grams)',
          'SELECT a.id FROM birds a JOIN (SELECT 9 AS grams) x USING (grams)',
        ];
        expect(await misjudged(house.seen, statements)).toEqual([]);
        expect((await select(house.all, 'SELECT max(grams) FROM birds')).rows.map(String)).toEqual(['210.5']);
      });

      test.each([
        'SELECT * FROM birds, species',
        'SELECT birds FROM birds',
        'SELECT row_to_json(b) FROM birds b',
        'SELECT CAST(b AS CHAR(200)) FROM birds b',
        'SELECT count(DISTINCT b.*) FROM birds b',
        "SELECT COLUMNS('gr.*') FROM birds",
        'SELECT * EXCLUDE (name) FROM birds',
        'TABLE birds',
        'FROM birds',
        'SELECT * FROM main.birds',
        'SELECT * FROM public.birds',
        'SELECT main.birds.* FROM main.birds',
        'WITH birds AS (SELECT * FROM birds) SELECT * FROM birds',
        'WITH birds AS (SELECT * FROM main.birds) SELECT * FROM birds',
        'WITH birds AS (SELECT * FROM public.birds) SELECT * FROM birds',
        'SELECT * FROM (WITH x AS (SELECT * FROM birds) SELECT * FROM x) y',
        'WITH birds AS (SELECT 1 AS a) SELECT * FROM (WITH c AS (SELECT * FROM birds) SELECT * FROM c) q',
        'SELECT * FROM birds b(id, species_code, name, g)',
        'SELECT * FROM birds UNION ALL SELECT * FROM birds',
        'SELECT c FROM (SELECT 1 AS a, 2 AS b, 3 AS n, 4 AS c, 5 AS d, 6 AS e, 7 AS f UNION ALL SELECT * FROM birds) x',
      ])('nothing of a hidden column is told by %s', async (sql) => {
        const { seen } = seeing({ table: 'birds', column: 'grams' });
        const told = await select(seen, sql).then(
          ({ columns, rows }) => JSON.stringify([columns, rows]),
          (error) => `${error.code} ${JSON.stringify(error.data)}`,
        );
        expect(told).not.toMatch(/210\.5|200\.25/);
      });

      test.each([
        'WITH species AS (SELECT 1 AS a) SELECT * FROM species',
        'WITH species AS (SELECT 1 AS a) SELECT * FROM (SELECT * FROM species) q',
        'WITH species AS (SELECT 1 AS a) SELECT * FROM (WITH c AS (SELECT * FROM species) SELECT * FROM c) q',
        'WITH species AS (SELECT 1 AS a) SELECT (WITH c AS (SELECT * FROM species) SELECT max(name) FROM c)',
        'WITH species AS (SELECT 1 AS a), b AS (WITH c AS (SELECT * FROM species) SELECT * FROM c) SELECT * FROM b',
      ])('nothing of a hidden table is told by %s', async (sql) => {
        const { seen } = seeing({ table: 'species' });
        const told = await select(seen, sql).then(
          ({ rows }) => JSON.stringify(rows),
          ({ code }) => code,
        );
        expect(told).not.toMatch(/Magpie|Wren|Crow/);
      });

      test.each(['birds', 'main.birds', 'public.birds'])(
        'a join by name with %s does not tell whether a hidden value is there',
        async (table) => {
          const { seen } = seeing({ table: 'birds', column: 'grams' });
          const count = async (value: string) =>
            select(seen, `SELECT count(*) FROM ${table} b NATURAL JOIN (SELECT ${value} AS grams) x`).then(
              ({ rows }) => rows,
              () => 'refused',
            );
          expect(await count('9')).toEqual(await count('8'));
        },
      );

      test('what is hidden adds up', async () => {
        const { seen } = seeing({ table: 'species' });
        const less = seen.hiding([{ table: 'birds', column: 'name' }]);
        const statements = ['SELECT name FROM birds', 'SELECT 1 FROM species'];
        expect(await misjudged(less, statements)).toEqual([]);
        expect((await select(seen, 'SELECT name FROM birds WHERE id = 1')).rows).toEqual([['Pia']]);
      });
    });

    test('the privileges of its login are told', async () => {
      const { source } = same();
      const privileges = await source.privileges(never);
      expect(privileges.length).toBeGreaterThan(0);
      for (const { name, detail } of privileges) expect(`${name}: ${detail}`).toMatch(/^\S.*: \S/);
      expect((await select(source, 'SELECT count(*) FROM birds')).rows).toEqual([[4]]);
    });
  });
}
