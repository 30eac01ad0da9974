import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ask } from '../../src/cli/ask.ts';
import { UsageError } from '../../src/cli/command.ts';
import { schema } from '../../src/cli/schema.ts';
import { apiKey, fakeMessagesApi, type Step, says } from '../support/fake-messages-api.ts';
import { openTerminal } from '../support/terminal.ts';

const draft = (sql: string) => says({ kind: 'draft', sql, understood: 'birds by weight' });
const byWeight = 'SELECT name, grams FROM birds ORDER BY grams DESC';

/** A terminal beside a database of two birds, with a language model that follows the script. */
async function withBirds(...script: Step[]) {
  const api = await fakeMessagesApi(...script);
  const terminal = await openTerminal({ ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: api.url });
  const db = new DatabaseSync(join(terminal.cwd, 'birds.sqlite'));
  db.exec(
    "CREATE TABLE birds (name TEXT, grams REAL); INSERT INTO birds VALUES ('까치', 210.5), ('wren', 9)",
  );
  db.close();
  const put = (...args: string[]) => terminal.run(ask, ...args, '--source', 'sqlite:birds.sqlite');
  return { ...terminal, api, put };
}

test('--json prints one document with the rows in column order', async () => {
  const { put } = await withBirds(draft(byWeight));
  const { code, out, err } = await put('How', 'heavy?', '--json');
  expect(JSON.parse(out)).toEqual({
    question: 'How heavy?',
    writer: 'claude-sonnet-5-5',
    sql: byWeight,
    columns: ['name', 'grams'],
    rows: [
      ['까치', 210.5],
      ['wren', 9],
    ],
    truncated: false,
    ms: expect.any(Number),
    summary: '2 rows: birds by weight',
  });
  expect([code, err, out.split('\n').length]).toEqual([0, '', 2]);
});

test('without --json there is a sentence, the table, the SQL and a footnote', async () => {
  const { put } = await withBirds(draft(byWeight));
  const { code, out } = await put('How heavy?');
  expect(code).toBe(0);
  expect(out).toMatch(
    /^2 rows: birds by weight\n\nname │ grams\n─+┼─+\n까치 │ 210\.5\nwren │ {5}9\n\nSELECT name.*\n\n2 rows · \d+ ms · .*\n$/,
  );
});

test('a thread is kept in its file, and a follow-up sees it', async () => {
  const { put, api, cwd } = await withBirds(draft(byWeight), draft('SELECT count(*) FROM birds'));
  await put('How heavy?', '--thread', 'talk.json');
  const { out } = await put('And how many?', '--thread', 'talk.json', '--json');
  expect(JSON.parse(out).summary).toBe('The answer is 2 (birds by weight).');
  expect(JSON.stringify(api.requests[1]?.messages)).toContain('How heavy?');
  const kept = JSON.parse(await readFile(join(cwd, 'talk.json'), 'utf8'));
  expect(kept.turns.map((turn: { question: string }) => turn.question)).toEqual([
    'How heavy?',
    'And how many?',
  ]);
});

test('a file that is no thread is left as it is', async () => {
  const { put, cwd } = await withBirds();
  const file = join(cwd, 'notes.txt');
  await writeFile(file, 'dear diary');
  await expect(put('How heavy?', '--thread', 'notes.txt')).rejects.toBeInstanceOf(UsageError);
  expect(await readFile(file, 'utf8')).toBe('dear diary');
});

test('a thread that could not be kept is told before the question is asked', async () => {
  const { put, api } = await withBirds(draft(byWeight));
  await expect(put('How heavy?', '--thread', 'nowhere/talk.json')).rejects.toThrow('cannot be written');
  expect(api.requests).toEqual([]);
});

test('a question that is declined or asked back is a refusal with a reason', async () => {
  const { put } = await withBirds(
    says({ kind: 'refusal', why: 'No cats here.', suggestions: ['How many birds?'] }),
    says({ kind: 'clarification', question: 'Which?', choices: ['Heavy?', 'Light?'] }),
  );
  const declined = await put('Cats?', '--json');
  expect([declined.code, JSON.parse(declined.out)]).toEqual([1, { refused: 'No cats here.' }]);
  const back = await put('Best?');
  expect([back.code, back.out, back.err]).toEqual([1, '', 'Which?\n  Heavy?\n  Light?\n']);
});

/** Moves the cursor, names the window, reorders the line. */
const evil = '\u001b[2J\u001b]0;owned\u0007\u009b1A\u202egnp\r';
const moving = /[\p{Control}--\n]|\u202e/v;

test('nothing that a model or a database says can steer the terminal', async () => {
  const { put, run, cwd } = await withBirds(
    draft(`SELECT '${evil}' AS "${evil}",\n  name FROM birds`),
    draft(`SELECT "${evil}".x FROM birds`),
    draft(`SELECT * FROM "${evil}"`),
    draft(`SELECT "${evil}"()`),
    says({ kind: 'refusal', why: `No ${evil}`, suggestions: [`How ${evil}?`] }),
    says({ kind: 'clarification', question: `Which ${evil}?`, choices: [evil, 'b'] }),
  );
  const said = [await put('One?'), await put('Two?'), await put('Three?'), await put('Four?')];
  const db = new DatabaseSync(join(cwd, 'birds.sqlite'));
  db.exec(`CREATE TABLE "${evil}" ("c${evil}" TEXT -- About ${evil.replace('\r', '')}
    ); INSERT INTO "${evil}" VALUES ('v${evil}')`);
  db.close();
  said.push(await run(schema, '--source', 'sqlite:birds.sqlite'));
  for (const { out, err } of said) expect(out + err).not.toMatch(moving);
  expect(said[0]?.out).toContain("SELECT '␛[2J");
  expect(said[0]?.out).toContain(',\n  name FROM birds');
  expect(said[4]?.out).toContain('About ␛[2J');
});

test('an empty text is no answer to read out', async () => {
  const { put } = await withBirds(draft("SELECT '' AS note"));
  expect((await put('What note?')).out).toMatch(/^There is no value for that/);
});

test('SQL that would write is refused, also when a model insists', async () => {
  const { put } = await withBirds(...Array.from({ length: 3 }, () => draft('DELETE FROM birds')));
  const { code, out } = await put('Tidy up', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out).refused).toMatch(/^I may not run that/);
});

test('a model that cannot be reached tells the operator the next step, without the key', async () => {
  const { put } = await withBirds({ kind: 'fails', status: 403, type: 'permission_error' });
  const { code, err } = await put('How heavy?');
  expect(code).toBe(1);
  expect(err).toMatch(/ANTHROPIC_API_KEY.*WRITER_UNAVAILABLE/);
  expect(err).not.toContain(apiKey);
});

test('a database that is not there is a refusal with its reason', async () => {
  const { run } = await withBirds();
  const { code, out } = await run(ask, 'How heavy?', '--source', 'sqlite:nowhere.sqlite', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out).refused).toContain('nowhere.sqlite');
});

test('no question, and a writer that is not there, are wrong usage', async () => {
  const { run } = await openTerminal();
  await expect(run(ask)).rejects.toBeInstanceOf(UsageError);
  await expect(run(ask, 'How?', '--writer', 'poet')).rejects.toThrow('claude and grammar');
});
