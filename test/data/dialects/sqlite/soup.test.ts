import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { MagpieError } from '../../../../src/core/errors.ts';
import { guards } from '../../../../src/data/guards.ts';
import { openSource } from '../../../../src/data/open.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { makeSmallShop } from './small-shop.ts';
import { hidden, honest, hostile } from './statements.ts';

const never = new AbortController().signal;
const limits = { maxRows: 10, maxBytes: 10_000, timeoutMs: 5_000, signal: never };

/** Pieces of the statements that we know, and what begins and ends things. */
const pieces = [...new Set([...honest, ...hostile, ...hidden].flatMap((sql) => sql.split(/(?<=[\s(),;])/)))];
const ends = [
  "'",
  '"',
  '`',
  '[',
  ']',
  '(',
  ')',
  ';',
  '--',
  '/*',
  '*/',
  '\n',
  '\0',
  '?',
  '\ud800',
  '\u2028',
  '{',
  "x'",
];
const soup = fc.oneof(
  fc.array(fc.constantFrom(...pieces, ...ends), { maxLength: 25 }).map((parts) => parts.join(' ')),
  fc
    .tuple(fc.constantFrom(...honest), fc.constantFrom(...ends, '; ', ' '), fc.constantFrom(...hostile))
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('S36 whatever is written, there is a verdict, and what it lets run only reads', async () => {
  const folder = await tempFolder();
  const path = join(folder, 'shop.sqlite');
  makeSmallShop(path);
  const before = readFileSync(path);
  const source = await openSource({ name: 'shop', url: path, children: 1 });
  const guard = guards.sqlite?.();
  onTestFinished(async () => {
    await source.close();
    await guard?.close();
  });
  await fc.assert(
    fc.asyncProperty(soup, async (sql) => {
      const verdict = await source.check(sql, never);
      const shape = await guard?.check(sql, never);
      expect(typeof shape?.ok).toBe('boolean');
      // What may run on the real tables may run on imagined ones.
      if (verdict.ok) expect(shape).toEqual({ ok: true });
      const code = await source.select(sql, limits).then(
        () => 'answered',
        (error) => (error instanceof MagpieError ? error.code : error),
      );
      if (verdict.ok) expect(['answered', 'SQL_FAILED', 'SQL_TOO_LARGE', 'SQL_TIMED_OUT']).toContain(code);
      else expect(['SQL_REFUSED', 'SQL_FAILED', 'SQL_TOO_LARGE']).toContain(code);
    }),
    { numRuns: 400 },
  );
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder)).toEqual(['shop.sqlite']);
});
