import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DataSource } from '../../../../src/core/data-source.ts';
import { guards, type StatementGuard } from '../../../../src/data/guards.ts';
import { openSource } from '../../../../src/data/open.ts';
import { sharedData } from '../../../support/shared-data.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makeSmallShop } from './small-shop.ts';
import { hidden, honest, hostile } from './statements.ts';

const never = new AbortController().signal;
const limits = { maxRows: 100, maxBytes: 100_000, timeoutMs: 5_000, signal: never };

interface Shop {
  readonly folder: string;
  readonly path: string;
  readonly source: DataSource;
}

async function openShop(): Promise<Shop> {
  const folder = await tempFolder();
  const path = join(folder, 'shop.sqlite');
  makeSmallShop(path);
  const source = await openSource({ name: 'shop', url: path, children: 1 });
  onTestFinished(() => source.close());
  return { folder, path, source };
}

function openGuard(): StatementGuard {
  const guard = guards.sqlite?.();
  if (!guard) throw new Error('there is no guard for SQLite');
  onTestFinished(() => guard.close());
  return guard;
}

/** The statements of this list that get the other verdict. */
async function misjudged(
  statements: readonly string[],
  allowed: boolean,
  judge: Pick<StatementGuard, 'check'>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const sql of statements) {
    const verdict = await judge.check(sql, never);
    if (verdict.ok !== allowed) wrong.push(sql);
  }
  return wrong;
}

describe('the guard of a SQLite source', () => {
  test('refuses whatever is no question about its own tables', async () => {
    const { source } = await openShop();
    expect(await misjudged([...hostile, ...hidden], false, source)).toEqual([]);
  });

  test('lets honest questions run', async () => {
    const { source } = await openShop();
    expect(await misjudged(honest, true, source)).toEqual([]);
    for (const sql of honest) await source.select(sql, limits);
  });

  test('S34 asked to run it all the same, nothing is written, made or told', async () => {
    const { source, folder, path } = await openShop();
    const before = readFileSync(path);
    for (const sql of [...hostile, ...hidden]) {
      await expect(source.select(sql, limits), sql).rejects.toMatchObject({
        code: expect.stringMatching(/^SQL_(REFUSED|FAILED)$/),
      });
    }
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['shop.sqlite']);
    for (const file of ['/tmp/magpie-copy.db', '/tmp/magpie-other.db', '/tmp/magpie-w']) {
      expect(existsSync(file)).toBe(false);
    }
  });

  test.each([
    ['DELETE FROM users', 'only questions (SELECT) may run, and this is DELETE'],
    ['SELECT 1; SELECT 2', 'it is more than one statement'],
    ["SELECT load_extension('x')", 'the function load_extension() is not allowed'],
    ['SELECT * FROM sqlite_master', 'sqlite_master belongs to the database itself'],
    ['SELECT * FROM docs_content', 'docs_content is a full-text or spatial index, which cannot be read here'],
    ['SELECT * FROM nobody', 'no such table: nobody'],
  ])('says why: %s', async (sql, why) => {
    const { source } = await openShop();
    expect(await source.check(sql, never)).toEqual({ ok: false, why });
  });

  test('a table that was made meanwhile may be read, an index that was made meanwhile may not', async () => {
    const { source, path } = await openShop();
    expect(await source.check('SELECT * FROM gifts', never)).toMatchObject({ ok: false });
    const db = new DatabaseSync(path);
    db.exec('CREATE TABLE gifts (name TEXT); CREATE VIRTUAL TABLE notes USING fts5(text);');
    db.close();
    expect(await source.check('SELECT * FROM gifts', never)).toEqual({ ok: true });
    expect(await source.check('SELECT count(*) FROM notes', never)).toMatchObject({ ok: false });
  });
});

describe('the guard without a source', () => {
  test('refuses by shape and functions', async () => {
    expect(await misjudged(hostile, false, openGuard())).toEqual([]);
  });

  test('imagines the tables of honest questions', async () => {
    expect(await misjudged([...honest, ...aboutUnknownTables], true, openGuard())).toEqual([]);
  });

  test('is not led astray by tables that it imagines', async () => {
    const led = [
      'SELECT a.x, load_extension(b.y) FROM a JOIN b ON a.id = b.id WHERE b.z IN (SELECT w FROM c)',
      'SELECT x FROM nobody UNION ALL SELECT sql FROM sqlite_master',
      'WITH t AS (SELECT q FROM nobody) SELECT q, (SELECT count(*) FROM pragma_database_list) FROM t',
      'SELECT x FROM a; DROP TABLE a',
      'WITH t AS (SELECT q FROM nobody) DELETE FROM elsewhere WHERE q IN (SELECT q FROM t)',
      'SELECT * FROM other.users',
      'SELECT * FROM temp.users',
      'SELECT * FROM "sqlite_mine"',
    ];
    expect(await misjudged(led, false, openGuard())).toEqual([]);
  });

  test('a statement that is made to be compiled for ever is refused in time', async () => {
    const parts = Array.from({ length: 40 }, (_, n) => `t${n + 1} AS (SELECT a.x FROM t${n} a, t${n} b)`);
    const bomb = `WITH t0 AS (SELECT 1 AS x), ${parts.join(', ')} SELECT count(*) FROM t40`;
    const { source } = await openShop();
    for (const judge of [openGuard(), source]) {
      const began = performance.now();
      expect(await judge.check(bomb, never)).toEqual({
        ok: false,
        why: 'it is too complicated to be understood',
      });
      // Its own limit is 4 s, besides the start of a process.
      expect(performance.now() - began).toBeLessThan(15_000);
      expect(await judge.check('SELECT 1', never)).toEqual({ ok: true });
    }
  });
});

const aboutUnknownTables = [
  'SELECT u.name, o.total FROM users u JOIN orders o ON o.user_id = u.id WHERE o.total > 5 AND status = 1',
  'SELECT name FROM a WHERE id IN (SELECT a_id FROM b WHERE b.name = a.name)',
  'SELECT a.id, b.id, c.id FROM a, b, c WHERE a.x = b.x AND b.y = c.y',
  'SELECT * FROM a UNION SELECT * FROM b ORDER BY 3',
  'SELECT x, y FROM a UNION ALL SELECT * FROM b',
  'SELECT name, count(*) FROM a JOIN b USING (key, part) GROUP BY name HAVING max(score) > 2 ORDER BY count(*)',
  'SELECT t.a, t.b, s.b FROM t LEFT JOIN (SELECT b, c FROM s WHERE d = 1) s ON s.c = t.c',
  'SELECT main.users.name, "order".id, [group].[select] FROM main.users, "order", [group]',
  'WITH m AS (SELECT month, sum(amount) AS s FROM sales GROUP BY 1) SELECT month, s - lag(s) OVER (ORDER BY month) FROM m',
  'WITH RECURSIVE t AS (SELECT id, parent, 1 AS d FROM c WHERE parent IS NULL UNION ALL SELECT c.id, c.parent, d + 1 FROM c JOIN t ON c.parent = t.id) SELECT * FROM t',
  'SELECT name FROM users WHERE city = "Berlin" AND name LIKE \'a%\' COLLATE NOCASE',
  'SELECT (SELECT max(x) FROM a WHERE a.k = b.k) AS top FROM b WHERE EXISTS (SELECT 1 FROM c WHERE c.k = b.k)',
];

describe.skipIf(!existsSync(sharedData))('the statements that others collected', () => {
  interface Collected {
    readonly dialect: string;
    readonly sql: string;
    readonly expect: 'allow' | 'refuse' | 'bounded';
  }
  let collected: readonly Collected[];
  beforeAll(() => {
    const all: readonly Collected[] = JSON.parse(
      readFileSync(join(sharedData, 'sql-guard', 'statements.json'), 'utf8'),
    );
    collected = all.filter(({ dialect }) => dialect === 'sqlite');
  });
  const ofKind = (kind: Collected['expect']) =>
    collected.flatMap((one) => (one.expect === kind ? one.sql : []));

  test('get their verdict', async () => {
    const guard = openGuard();
    expect(collected.length).toBeGreaterThan(10);
    expect(await misjudged(ofKind('refuse'), false, guard)).toEqual([]);
    expect(await misjudged(ofKind('allow'), true, guard)).toEqual([]);
  });

  test('end within their limit when they may run', async () => {
    const { source } = await openShop();
    for (const sql of ofKind('bounded')) {
      const began = performance.now();
      await expect(source.select(sql, { ...limits, timeoutMs: 500 }), sql).rejects.toMatchObject({
        code: expect.stringMatching(/^SQL_|^CHILD_OUT_OF_MEMORY/),
      });
      expect(performance.now() - began, sql).toBeLessThan(3_000);
    }
  });
});
