import { expect, test } from 'vitest';
import { formatOf } from '../../src/data/value-format.ts';

test.each([
  [['KA-1234', 'FR-0001', 'KA-9999'], 'AA-9999'],
  [['DEU', 'FRA', 'KOR'], 'AAA'],
  [['+49 30 1', '+82 02 3', '+33 01 9'], '+99 99 9'],
  [['a1b2', 'c3d4', '00ff'], undefined],
  [['a1b2', 'c3d4', 'e5f6'], 'A9A9'],
])('%j are written alike as %s', (texts, format) => {
  expect(formatOf(texts)).toBe(format);
});

test.each([
  ['too few to tell', ['KA-1234', 'FR-0001', 'KA-1234']],
  ['of different lengths', ['KA-1', 'KA-22', 'KA-333']],
  ['words of as many letters', ['Anna', 'Emma', 'Lina']],
  ['in a script of its own', ['한글1', '까치2', '참새3']],
  ['with a line in them', ['A\n1', 'B\n2', 'C\n3']],
  ['long', ['x1', 'y2', 'z3'].map((text) => text.repeat(30))],
  ['none', []],
])('texts that are %s have no format', (_, texts) => {
  expect(formatOf(texts)).toBeUndefined();
});
