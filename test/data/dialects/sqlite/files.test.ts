import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { DataSource } from '../../../../src/core/data-source.ts';
import { openSource } from '../../../../src/data/open.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const never = new AbortController().signal;
const limits = { maxRows: 10, maxBytes: 1_000, timeoutMs: 5_000, signal: never };

function makeDatabase(path: string, word: string): void {
  const db = new DatabaseSync(path);
  db.exec(`CREATE TABLE t (word TEXT); INSERT INTO t VALUES ('${word}')`);
  db.close();
}

async function open(url: string, cwd = '/'): Promise<DataSource> {
  const source = await openSource({ name: 'some', url, cwd, children: 1 });
  onTestFinished(() => source.close());
  return source;
}

const words = async (source: DataSource) => (await source.select('SELECT word FROM t', limits)).rows;

test('a file is found by URL, by path, and from where one stands', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'a b%20.sqlite');
  makeDatabase(path, 'here');
  symlinkSync(path, join(folder, 'link'));
  for (const url of [
    path,
    `sqlite:${path}`,
    `SQLITE:${path}`,
    pathToFileURL(path).href,
    pathToFileURL(path).href.replace('file:', 'sqlite:'),
    join(folder, 'link'),
  ]) {
    expect(await words(await open(url)), url).toEqual([['here']]);
  }
  expect(await words(await open('sqlite:a b%20.sqlite', folder))).toEqual([['here']]);
  expect(await words(await open(relative('/usr', path), '/usr'))).toEqual([['here']]);
});

test('what is no database is refused with its reason, and nothing is made', async () => {
  const folder = await tempFolder();
  mkdirSync(join(folder, 'folder'));
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'text'), 'not a database, but long enough to be looked at '.repeat(40));
  makeDatabase(join(folder, 'half'), 'x'.repeat(5000));
  truncateSync(join(folder, 'half'), 700);
  const before = readdirSync(folder);
  const why = async (url: string) => {
    const error = await openSource({ name: 'x', url, cwd: folder, children: 1 }).catch((error) => error);
    expect(error, url).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    return error.data.why;
  };
  expect(await why('sqlite:nowhere')).toBe(`there is no file: ${join(folder, 'nowhere')}`);
  expect(await why('sqlite:folder')).toBe(`this is not a file: ${join(folder, 'folder')}`);
  expect(await why('sqlite:empty')).toBe(`the file is empty: ${join(folder, 'empty')}`);
  expect(await why('sqlite:text')).toBe('file is not a database');
  expect(await why('sqlite:half')).toMatch(/malformed|not a database/);
  expect(await why('sqlite:')).toMatch(/^this is not a file/);
  expect(await why('sqlite:///a%2Fb')).toBe('this address names no file: sqlite:///a%2Fb');
  expect(await why('constructor:x')).toMatch(/^no database here is called constructor:/);
  expect(await why('oracle://somewhere')).toMatch(/^no database here is called oracle:/);
  expect(readdirSync(folder)).toEqual(before);
});

test('a database that was put in the place of another is asked from then on', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'some.sqlite');
  makeDatabase(path, 'old');
  const source = await open(path);
  const before = await source.fingerprint(never);
  expect(await words(source)).toEqual([['old']]);
  makeDatabase(join(folder, 'new'), 'new');
  renameSync(join(folder, 'new'), path);
  expect(await words(source)).toEqual([['new']]);
  expect(await source.fingerprint(never)).not.toBe(before);
  writeFileSync(join(folder, 'none'), 'no database '.repeat(200));
  renameSync(join(folder, 'none'), path);
  for (let times = 0; times < 2; times++) {
    await expect(words(source)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  }
  makeDatabase(join(folder, 'newer'), 'newer');
  renameSync(join(folder, 'newer'), path);
  expect(await words(source)).toEqual([['newer']]);
  rmSync(path);
  await expect(words(source)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(existsSync(path)).toBe(false);
});

test('what is written meanwhile is seen, and changes the fingerprint', async () => {
  const path = join(await tempFolder(), 'some.sqlite');
  makeDatabase(path, 'one');
  const db = new DatabaseSync(path);
  db.exec('PRAGMA journal_mode = WAL');
  onTestFinished(() => db.close());
  const source = await open(path);
  expect(await words(source)).toEqual([['one']]);
  const before = await source.fingerprint(never);
  db.exec("INSERT INTO t VALUES ('two')");
  expect(await words(source)).toEqual([['one'], ['two']]);
  expect(await source.fingerprint(never)).not.toBe(before);
});

test('while another writes, questions are answered or end honestly', async () => {
  const path = join(await tempFolder(), 'some.sqlite');
  makeDatabase(path, 'one');
  const source = await open(path);
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  db.exec('BEGIN EXCLUSIVE');
  setTimeout(() => db.exec('COMMIT'), 300);
  expect(await words(source)).toEqual([['one']]);
});

test('a lock that is held for long is told as such, by whatever is asked', async () => {
  const path = join(await tempFolder(), 'some.sqlite');
  makeDatabase(path, 'one');
  const source = await open(path);
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  db.exec('BEGIN EXCLUSIVE');
  const locked = { code: 'SOURCE_UNAVAILABLE', data: { why: 'database is locked' } };
  await expect(source.check('SELECT word FROM t', never)).rejects.toMatchObject(locked);
  await expect(words(source)).rejects.toMatchObject(locked);
  db.exec('COMMIT');
  expect(await words(source)).toEqual([['one']]);
});

/** A database whose writer was killed amid a transaction: half of it is in the file, the way back in the journal. */
async function halfWritten(): Promise<{ folder: string; path: string }> {
  const folder = await tempFolder();
  const [sound, path] = [join(folder, 'sound.sqlite'), join(folder, 'half.sqlite')];
  const db = new DatabaseSync(sound);
  db.exec(`
    PRAGMA cache_size = 2;
    CREATE TABLE t (word TEXT);
    WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r LIMIT 3000) INSERT INTO t SELECT 'whole' FROM r;
    BEGIN;
    UPDATE t SET word = 'half';
  `);
  for (const end of ['', '-journal']) copyFileSync(`${sound}${end}`, `${path}${end}`);
  db.exec('ROLLBACK');
  db.close();
  return { folder, path };
}

test('what a killed writer left half written is never told as an answer', async () => {
  const { path } = await halfWritten();
  await expect(openSource({ name: 'x', url: path, children: 1 })).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
  });
});

test('a writer that is killed meanwhile makes the database unavailable until somebody mends it', async () => {
  const { folder, path } = await halfWritten();
  const watched = join(folder, 'sound.sqlite');
  const source = await open(watched);
  const half = "SELECT count(*) FROM t WHERE word = 'half'";
  expect((await source.select(half, limits)).rows).toEqual([[0]]);
  for (const end of ['', '-journal']) copyFileSync(`${path}${end}`, `${watched}${end}`);
  await expect(source.select(half, limits)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  const mender = new DatabaseSync(watched);
  mender.prepare('SELECT count(*) FROM t').get();
  mender.close();
  expect((await source.select(half, limits)).rows).toEqual([[0]]);
});

test.each<[string, (path: string) => void]>([
  ['is gone', () => {}],
  ['lies behind a link that leads to itself', (path) => symlinkSync(path, path)],
  ['is a folder now', (path) => mkdirSync(path)],
  ['is no database now', (path) => writeFileSync(path, 'no database '.repeat(500))],
  ['was cut off', (path) => writeFileSync(path, 'SQLite format 3\0')],
])(
  'whoever asks a database whose file %s hears that it is not there, and not where it lay',
  async (_, harm) => {
    const folder = join(await tempFolder(), 'canary-4711');
    mkdirSync(folder);
    const path = join(folder, 'some.sqlite');
    makeDatabase(path, 'one');
    const source = await open(path);
    rmSync(path);
    harm(path);
    for (const ask of [
      () => source.select('SELECT word FROM t', limits),
      () => source.check('SELECT word FROM t', never),
      () => source.fingerprint(never),
      () => source.describe(never),
    ]) {
      const failed = await ask().then(
        () => undefined,
        (error) => error,
      );
      if (failed === undefined) continue;
      expect(failed).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      expect(JSON.stringify([failed.data, failed.stack, String(failed.cause)])).not.toContain('canary');
    }
    await expect(source.select('SELECT word FROM t', limits)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  },
);

// Root may write everywhere.
test.skipIf(process.getuid?.() === 0)(
  'a database in WAL mode in a folder that nobody may write is read as it is, until somebody may',
  async () => {
    const folder = await tempFolder();
    const path = join(folder, 'some.sqlite');
    makeDatabase(path, 'still');
    const db = new DatabaseSync(path);
    db.exec('PRAGMA journal_mode = WAL');
    db.close();
    expect(readdirSync(folder)).toEqual(['some.sqlite']);
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    const source = await open(path);
    expect(await words(source)).toEqual([['still']]);
    chmodSync(folder, 0o755);
    const writer = new DatabaseSync(path);
    onTestFinished(() => writer.close());
    writer.exec("INSERT INTO t VALUES ('moving')");
    expect(await words(source)).toEqual([['still'], ['moving']]);
  },
);
