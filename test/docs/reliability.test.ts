import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/reliability.md', 'utf8');
const rows = [...page.matchAll(/^\| ([A-Z]\d\d) \| (.+?) \| (.+) \|$/gm)].map(
  ([, id = '', , proof = '']) => ({
    id,
    proof,
    files: [...proof.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file),
  }),
);
const ids = (letter: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `${letter}${String(from + at).padStart(2, '0')}`);

test('the fifty behaviours are all there', () => {
  const all = [
    ...ids('R', 1, 24),
    ...ids('S', 25, 36),
    ...ids('P', 37, 41),
    ...ids('O', 42, 46),
    ...ids('I', 47, 48),
    ...ids('A', 49, 50),
  ];
  expect(rows.map(({ id }) => id)).toEqual(all);
});

test.each(rows)('$id is proven by tests of that name, or says why there is none', ({ id, files, proof }) => {
  expect(proof.length).toBeGreaterThan(20);
  // A name can carry several: 'S25 S26 %s: ended within the limits'.
  const named = new RegExp(`['"\`](?:[A-Z]\\d\\d )*${id}\\b`);
  for (const file of files) expect(readFileSync(file, 'utf8'), file).toMatch(named);
});
