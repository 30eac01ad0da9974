import { expect, test } from 'vitest';
import type { ValueKind } from '../../src/core/data-source.ts';
import { bar } from '../../src/render/bar.ts';
import { displayCell } from '../../src/render/cell.ts';
import { formatBytes, formatDuration, formatNumber, formatPercent } from '../../src/render/numbers.ts';

test.each([
  [2001, '2001'],
  [12345, '12,345'],
  [1234567.891, '1,234,567.89'],
  [10 / 3, '3.33333'],
  [0.1 + 0.2, '0.3'],
  [-0.5, '-0.5'],
  [-0, '0'],
  [1e300, '1E300'],
  ['12345678901234567890', '12,345,678,901,234,567,890'],
  ['1234567.1000', '1,234,567.1000'],
  ['-0.50', '-0.50'],
  ['-12345', '-12,345'],
  ['not a number', 'not a number'],
])('the number %j reads %s', (value, text) => {
  expect(formatNumber(value, 'en')).toBe(text);
});

test('percentages, durations and bytes follow the language', () => {
  expect(formatPercent(0.934, 'en')).toBe('93.4%');
  expect([12, 1234, 65_000, 5_400_000].map((ms) => formatDuration(ms, 'en'))).toEqual([
    '12 ms',
    '1.2 sec',
    '1 min',
    '1.5 hr',
  ]);
  expect(formatDuration(1234, 'ko')).toBe('1.2초');
  expect([999, 12_345, 10_000_000].map((bytes) => formatBytes(bytes, 'en'))).toEqual([
    '999 byte',
    '12.3 kB',
    '10 MB',
  ]);
});

test.each(['', 'en_US', 'ko_KR.UTF-8', 'x', 'not a locale'])('the locale %j breaks nothing', (locale) => {
  expect(formatNumber(12345.5, locale)).toBe('12,345.5');
  expect(formatDuration(5, locale)).toMatch(/^5 ?ms$/);
});

test('a bar is always as wide as asked, and full only at one', () => {
  expect(bar(0, 4)).toBe('    ');
  expect(bar(0.5, 4)).toBe('██  ');
  expect(bar(0.53, 4)).toBe('██▏ ');
  expect(bar(1, 4)).toBe('████');
  expect(bar(7, 4)).toBe('████');
});

test.each<[string, ValueKind, Parameters<typeof displayCell>[0], string]>([
  ['customer_id', 'integer', 10025, '10025'],
  ['zip', 'integer', 98101, '98101'],
  ['income', 'integer', 98101, '98,101'],
  ['paid', 'integer', 98101, '98,101'],
  ['day', 'date', '2001-02-03', '2001-02-03'],
  ['at', 'datetime', '2001-02-03T04:05:06', '2001-02-03 04:05:06'],
  ['open', 'boolean', 1, 'yes'],
  ['open', 'boolean', false, 'no'],
  ['any', 'other', 2.5, '2.5'],
  ['name', 'text', 'a\nb', 'a↵b'],
  ['name', 'text', null, '∅'],
])('a cell of %s (%s) holding %j reads %s', (name, kind, cell, text) => {
  expect(displayCell(cell, { name, kind }, 'en')).toBe(text);
});
