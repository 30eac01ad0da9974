import { expect, test } from 'vitest';
import { sqlLines } from '../../src/render/sql-lines.ts';
import { birdPlayground } from '../support/bird-playground.ts';
import { knowing } from '../support/playground.ts';

test('each clause of a long statement has its line, and nothing but white space changes', () => {
  const sql =
    "SELECT s.name, COUNT(*) FROM airports a LEFT JOIN states s ON s.code = a.state WHERE a.name <> 'x FROM y' AND a.id IN (SELECT id FROM b WHERE c) GROUP BY s.name HAVING COUNT(*) > 2 ORDER BY 2 DESC LIMIT 5";
  const lines = sqlLines(sql);
  expect(lines.split('\n')).toEqual([
    'SELECT s.name, COUNT(*)',
    'FROM airports a',
    'LEFT JOIN states s ON s.code = a.state',
    "WHERE a.name <> 'x FROM y' AND a.id IN (SELECT id FROM b WHERE c)",
    'GROUP BY s.name',
    'HAVING COUNT(*) > 2',
    'ORDER BY 2 DESC',
    'LIMIT 5',
  ]);
  expect(lines.replaceAll('\n', ' ')).toBe(sql);
});

test('nothing in a statement is hidden or turned round', async () => {
  const sql = 'SELECT 1 /* \u202e */ AS one';
  const writer = knowing({ 'Turn round': { sql, understood: 'one' } });
  const { browser, ask } = await birdPlayground({ writer });
  expect((await ask(browser(), 'Turn round')).html).not.toContain('\u202e');
});

test.each([
  'SELECT name FROM birds ORDER BY id',
  `SELECT name, grams,\n  seen FROM birds WHERE ${'grams > 1 AND '.repeat(9)}true`,
  `SELECT '${'a limit from where '.repeat(9)}  \u00a0'`,
  `SELECT "${'from '.repeat(20)}", \`${'limit '.repeat(9)}\` -- ${'where '.repeat(9)}`,
])('%j stays as it is', (sql) => {
  expect(sqlLines(sql)).toBe(sql);
});
