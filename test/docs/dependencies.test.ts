import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

it('docs/decisions/dependencies.md has a line for each dependency, and for no other', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const page = readFileSync('docs/decisions/dependencies.md', 'utf8');
  const explained = [...page.matchAll(/^\| ([@a-z][\w@/.-]*)(?: \((?:dev|optional)\))? \|/gm)].map(
    ([, name]) => name,
  );
  const installed = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(explained.filter((name) => name !== 'package').sort()).toEqual(installed.sort());
});
