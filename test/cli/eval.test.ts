import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { evaluate } from '../../src/cli/eval.ts';
import { apiKey, fakeMessagesApi, type Step, says } from '../support/fake-messages-api.ts';
import { openTerminal } from '../support/terminal.ts';

const draft = (sql: string) => says({ kind: 'draft', sql, understood: 'it' });
const gold = [
  { db_id: 'birds', question: 'How many birds are there?', query: 'SELECT count(*) FROM birds' },
  {
    db_id: 'birds',
    question: 'Which birds, by weight?',
    query: 'SELECT name, grams FROM birds ORDER BY grams',
  },
  { db_id: 'planes', question: 'How many planes are there?', query: 'SELECT count(*) FROM planes' },
];

/** Two databases in the layout of Spider, their questions, and a language model that follows the script. */
async function withSpider(...script: Step[]) {
  const api = await fakeMessagesApi(...script);
  const terminal = await openTerminal({ ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: api.url });
  const make = (id: string, ddl: string) => {
    mkdirSync(join(terminal.cwd, 'dbs', id), { recursive: true });
    const db = new DatabaseSync(join(terminal.cwd, 'dbs', id, `${id}.sqlite`));
    db.exec(ddl);
    db.close();
  };
  make(
    'birds',
    "CREATE TABLE birds (name TEXT, grams REAL); INSERT INTO birds VALUES ('magpie', 210.5), ('wren', 9)",
  );
  make('planes', 'CREATE TABLE planes (name TEXT)');
  const write = (questions: unknown) =>
    writeFileSync(
      join(terminal.cwd, 'q.json'),
      typeof questions === 'string' ? questions : JSON.stringify(questions),
    );
  write(gold);
  const evaluated = (...args: string[]) => evaluatedAs('spider', ...args);
  const evaluatedAs = (what: string, ...args: string[]) =>
    terminal.run(
      evaluate,
      what,
      '--questions',
      'q.json',
      '--databases',
      'dbs',
      '--writer',
      'claude',
      ...args,
    );
  return { write, evaluated, evaluatedAs, make };
}

test('right, wrong and declined are counted, each on its own database', async () => {
  const { evaluated } = await withSpider(
    draft('SELECT 2 AS n'),
    draft('SELECT grams, name FROM birds ORDER BY grams DESC'),
    says({ kind: 'refusal', why: 'no idea' }),
  );
  const { code, out } = await evaluated('--json');
  expect(JSON.parse(out)).toEqual({
    questions: 3,
    answered: 2,
    declined: 1,
    right: 1,
    wrong: 1,
    ms: expect.any(Number),
  });
  expect([code, out.split('\n').length]).toEqual([0, 2]);
});

test('retrieval puts all databases into one schema and counts the slices that hold what the answer reads', async () => {
  const { write, evaluatedAs, make } = await withSpider();
  make('ghosts', 'CREATE TABLE birds (haunts TEXT)');
  const both = [
    { db_id: 'birds', question: 'How heavy are birds?', query: 'SELECT grams FROM birds' },
    { db_id: 'ghosts', question: 'What haunts ghosts?', query: 'SELECT haunts FROM birds' },
    {
      db_id: 'planes',
      question: 'Names of planes',
      query: 'WITH p AS (SELECT name FROM planes) SELECT * FROM p',
    },
  ];
  write(both);
  const { code, out } = await evaluatedAs('retrieval', '--json');
  expect(JSON.parse(out)).toEqual({
    questions: 3,
    recall: 1,
    tokensP95: expect.any(Number),
    msP95: expect.any(Number),
  });
  expect(code).toBe(0);
});

test('a draft that nothing takes, not even mended, is no answer', async () => {
  const { evaluated } = await withSpider(...Array(3).fill(draft('SELECT wings FROM birds')));
  const { out, err } = await evaluated('--limit', '1', '--json', '--verbose');
  expect(JSON.parse(out)).toMatchObject({ questions: 1, answered: 0, declined: 1 });
  expect(err).toContain('failed   birds: How many birds are there?');
});

test('--verbose shows what was wrong', async () => {
  const { evaluated } = await withSpider(draft('SELECT 3 AS n'));
  const { out, err } = await evaluated('--limit', '1', '--verbose');
  expect(out).toMatch(/^1 questions: 0 right \(0 %\), 1 wrong, 0 declined in \d+\.\d s\n/);
  expect(err).toContain('gold SELECT count(*) FROM birds');
  expect(err).toContain('gold [[2]]\n         got  [[3]]');
});

test('a database that is not there is named', async () => {
  const { write, evaluated } = await withSpider();
  write([{ db_id: 'fish', question: 'How many?', query: 'SELECT 1' }]);
  const { code, out } = await evaluated('--json');
  expect(code).toBe(1);
  expect(JSON.parse(out).refused).toMatch(/there is no file: .*fish\.sqlite/);
});

test('wrong usage says what is wrong', async () => {
  const { write, evaluated } = await withSpider();
  await expect(evaluated('--limit', '0')).rejects.toThrow(UsageError);
  await expect(evaluated('--writer', 'shakespeare')).rejects.toThrow('no writer is called shakespeare');
  await expect(evaluated('--questions', 'none.json')).rejects.toThrow(/cannot be read: ENOENT.*none\.json/);
  await expect(evaluated('--questions', '.')).rejects.toThrow(/cannot be read: EISDIR/);
  for (const questions of ['not JSON', [{ question: 'no database' }], {}]) {
    write(questions);
    await expect(evaluated()).rejects.toThrow('is no list of');
  }
});
