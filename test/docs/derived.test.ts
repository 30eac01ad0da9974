import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { derived } from '../../docs/derive/main.ts';

describe('derived pages', () => {
  it.each(Object.entries(derived()))('%s is what its source says (else: npm run docs)', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
