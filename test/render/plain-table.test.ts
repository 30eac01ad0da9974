import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Cell, ResultColumn, ValueKind } from '../../src/core/data-source.ts';
import { plainTable } from '../../src/render/plain-table.ts';
import { processorMs } from '../support/processor-time.ts';
import { sharedData } from '../support/shared-data.ts';

const columns = (...kinds: [string, ValueKind][]): ResultColumn[] =>
  kinds.map(([name, kind]) => ({ name, kind }));
const draw = (head: ResultColumn[], rows: Cell[][], maxWidth = 100) =>
  plainTable({ columns: head, rows }, { locale: 'en', maxWidth });
const widthsOf = (drawn: string) => new Set(drawn.split('\n').map((line) => stringWidth(line)));

test('text stands left and numbers stand right, with a rule under the header', () => {
  const drawn = draw(columns(['airport', 'text'], ['flights', 'integer']), [
    ['Seoul', 12345],
    ['Rio', 7],
  ]);
  expect(drawn).toBe(
    ['airport │ flights', '────────┼────────', 'Seoul   │  12,345', 'Rio     │       7'].join('\n'),
  );
});

test('Hangul, Han and emoji count as two columns', () => {
  const drawn = draw(columns(['도시', 'text'], ['n', 'integer']), [
    ['서울', 1],
    ['👩‍👩‍👧 family', 2],
    ['e\u0301te\u0301', 3],
  ]);
  expect(drawn.split('\n')).toEqual([
    '도시      │ n',
    '──────────┼──',
    '서울      │ 1',
    '👩‍👩‍👧 family │ 2',
    'e\u0301te\u0301       │ 3',
  ]);
});

test('null is not drawn like an empty text', () => {
  const drawn = draw(columns(['a', 'text']), [[null], ['']]);
  expect(drawn.split('\n').slice(2)).toEqual(['∅', ' ']);
});

test('a long cell is cut with an ellipsis, at a character and not inside one', () => {
  const drawn = draw(columns(['a', 'text'], ['b', 'text']), [['가나다라마바사', 'x'.repeat(60)]], 30);
  expect(widthsOf(drawn)).toEqual(new Set([30]));
  expect(drawn).toContain('가나다라마바사 │ xxxxxxxxxxxx…');
});

test('a number or date is never cut: columns without room make way for an ellipsis', () => {
  const head = columns(
    ['film', 'text'],
    ['us_gross_in_dollars', 'integer'],
    ['a', 'integer'],
    ['b', 'integer'],
  );
  const drawn = draw(head, [['The Lord of the Rings', 377_845_905, 1_234_567_890, 1_234_567_890]], 40);
  expect(drawn.split('\n')).toEqual([
    'film              │ us_gross_in_dol… │ …',
    '──────────────────┼──────────────────┼──',
    'The Lord of the … │      377,845,905 │ …',
  ]);
});

test('line ends, tabs and escape sequences become signs instead of moving the cursor', () => {
  const drawn = draw(columns(['a\nb', 'text']), [['x\r\ny\tz'], ['\u001b[31mred\u0007'], ['\u009b2J']]);
  expect(drawn.split('\n')).toHaveLength(5);
  expect(drawn).toContain('a↵b');
  expect(drawn).toContain('x↵y␉z');
  expect(drawn).toContain('␛[31mred␇');
  expect(drawn.replaceAll('\n', '')).not.toMatch(/\p{Control}/u);
});

test('text cannot be reordered or hidden, and marks do not pile up', () => {
  const drawn = draw(columns(['a', 'text']), [['user\u202egnp.exe\u200b'], [`Z${'\u0351'.repeat(40)}`]]);
  expect(drawn).toContain('usergnp.exe');
  expect(drawn.match(/\u0351/g)).toHaveLength(4);
  expect(draw(columns(['a', 'text']), [['\u0301x']])).toContain('◌\u0301x');
});

test('of 2,000 columns those that fit are drawn, in no time', async () => {
  const head = columns(
    ...Array.from({ length: 2000 }, (_, n): [string, ValueKind] => [`${n % 10}`, 'integer']),
  );
  const rows = Array.from({ length: 100 }, () => head.map((_, n) => n % 10));
  let drawn = '';
  const draws = () => {
    drawn = draw(head, rows, 41);
  };
  expect(await processorMs(draws)).toBeLessThan(200);
  expect(drawn.split('\n')[0]).toBe('0 │ 1 │ 2 │ 3 │ 4 │ 5 │ 6 │ 7 │ 8 │ 9 │ …');
});

test('a huge cell costs no more than a long one', async () => {
  const huge = [['가'.repeat(1_000_000), '7'.repeat(1_000_000), 'a\u0301'.repeat(500_000)]];
  let drawn = '';
  const draws = () => {
    drawn = draw(columns(['a', 'text'], ['b', 'decimal'], ['c', 'text']), huge);
  };
  expect(await processorMs(draws)).toBeLessThan(200);
  expect(widthsOf(drawn).size).toBe(1);
});

test('whatever the cells hold, all lines are equally wide and there is one per row', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.double(),
    fc.constant(null),
  );
  const tables = fc
    .array(fc.record({ name: fc.string({ unit: 'binary' }), kind: fc.constantFrom('text', 'decimal') }), {
      minLength: 1,
      maxLength: 5,
    })
    .chain((head) =>
      fc.tuple(
        fc.constant(head as ResultColumn[]),
        fc.array(fc.array(cell, { minLength: head.length, maxLength: head.length }), { maxLength: 5 }),
        fc.integer({ min: 20, max: 120 }),
      ),
    );
  fc.assert(
    fc.property(tables, ([head, rows, maxWidth]) => {
      const lines = draw(head, rows, maxWidth).split('\n');
      expect(lines).toHaveLength(rows.length + 2);
      const widths = new Set(lines.map((line) => stringWidth(line)));
      expect(widths.size).toBe(1);
      expect(Math.max(...widths)).toBeLessThanOrEqual(maxWidth);
    }),
    { numRuns: 500 },
  );
});

const naughty = join(sharedData, 'naughty-strings/blns.json');
describe.skipIf(!existsSync(naughty))('the big list of naughty strings', () => {
  test('O43 stays a table, each string alone and all together', () => {
    const strings: string[] = JSON.parse(readFileSync(naughty, 'utf8'));
    const head = columns(['string', 'text'], ['length', 'integer']);
    const rows = strings.map((text): Cell[] => [text, text.length]);
    expect(widthsOf(draw(head, rows)).size).toBe(1);
    for (const row of rows) {
      const drawn = draw(head, [row]);
      expect([row, widthsOf(drawn).size, drawn.split('\n').length]).toEqual([row, 1, 3]);
    }
  });
});
