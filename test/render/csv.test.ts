import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/core/data-source.ts';
import { toCsv } from '../../src/render/csv.ts';
import { sharedData } from '../support/shared-data.ts';

const lineOf = (...row: Cell[]) =>
  toCsv({ columns: row.map((_, at) => ({ name: `c${at}` })), rows: [row] }).split('\r\n')[1];

test('starts with a byte order mark and ends its lines with CRLF', () => {
  expect(toCsv({ columns: [{ name: '도시' }, { name: 'n' }], rows: [['서울', 1]] })).toBe(
    '\u{feff}도시,n\r\n서울,1\r\n',
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1-555', "'+1-555"],
  ['-1+cmd', "'-1+cmd"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', '"\'\t=1"'],
  ['\r=1', '"\'\r=1"'],
  ['＝1', "'＝1"],
  [' =1', "' =1"],
  ['\u200b=1', "'\u200b=1"],
  ['\0\u202e=1', "'\0\u202e=1"],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
])('text that a spreadsheet would run is disarmed: %j', (cell, field) => {
  expect(lineOf(cell)).toBe(field);
});

test.each([
  [-5, '-5'],
  ['-5', '-5'],
  ['-12.50', '-12.50'],
  [-1.5e-7, '-1.5e-7'],
  [true, 'true'],
])('a number stays a number: %j', (cell, field) => {
  expect(lineOf(cell)).toBe(field);
});

test('null and an empty text differ', () => {
  expect(lineOf(null, '', 'x')).toBe(',"",x');
});

test('a column name is foreign text too', () => {
  expect(toCsv({ columns: [{ name: '=1+1' }], rows: [] })).toBe("\u{feff}'=1+1\r\n");
});

test('every text comes back from a reader of RFC 4180, save for the apostrophe', () => {
  const rows = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 3, maxLength: 3 }));
  fc.assert(
    fc.property(rows, (cells) => {
      const csv = toCsv({ columns: [{ name: 'a' }, { name: 'b' }, { name: 'c' }], rows: cells });
      const back = read(csv.slice(1)).slice(1);
      expect(back).toHaveLength(cells.length);
      for (const [at, row] of back.entries()) {
        for (const [place, text] of row.entries()) {
          expect([text, text.replace(/^'/, '')]).toContain(cells[at]?.[place]);
        }
      }
    }),
  );
});

const folder = join(sharedData, 'csv-injection/Intruder');
describe.skipIf(!existsSync(folder))('known injections', () => {
  test('O46 none begins a field as a formula', () => {
    const payloads = readdirSync(folder).flatMap((name) =>
      readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean),
    );
    expect(payloads.length).toBeGreaterThan(3);
    for (const payload of payloads) {
      const text = read(`${lineOf(payload)}\r\n`)[0]?.[0];
      expect(text).not.toMatch(/^\s*[=+\-@]/);
    }
  });
});

/** A reader of RFC 4180, so that the test does not trust the writer's own idea of quotes. */
function read(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of csv.matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)) {
    const [, field = '', end] = match;
    row.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
