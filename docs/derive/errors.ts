import { errorCatalogue } from '../../src/core/errors.ts';
import { en } from '../../src/core/words/en.ts';

const faults = { input: 'the person', limit: 'a limit', fault: 'the machine' } as const;

/** The table of docs/errors.md. */
export const errorTable = (): string =>
  [
    '| code | caused by | what the person reads | what the operator does |',
    '|---|---|---|---|',
    ...Object.entries(errorCatalogue).map(
      ([code, { by, operator }]) =>
        `| \`${code}\` | ${faults[by]} | ${en.problem[code as keyof typeof errorCatalogue]} | ${operator} |`,
    ),
  ].join('\n');
