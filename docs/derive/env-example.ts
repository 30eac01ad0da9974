import { environment, meaningOf } from '../../schema/config.ts';

interface Variable {
  readonly name: string;
  readonly about: string;
  readonly fallback: string;
  readonly secret: boolean;
}

const variables: readonly Variable[] = Object.entries(environment.shape).map(([name, check]) => {
  const fallback = check.safeParse(undefined).data;
  return { name, fallback: fallback === undefined ? '' : String(fallback), ...meaningOf(check) };
});

/** The text of .env.example: every variable, commented out, with its default. */
export const envExample = (): string =>
  [
    '# Copy to .env and take the # away from what you change. Made from schema/config.ts by `npm run docs`.',
    ...variables.map(
      ({ name, about, fallback, secret }) =>
        `\n# ${about}${secret ? ' Keep it secret.' : ''}\n#${name}=${fallback}`,
    ),
    '',
  ].join('\n');

/** The table of docs/configuration.md. */
export const environmentTable = (): string =>
  [
    '| variable | default | what it does |',
    '|---|---|---|',
    ...variables.map(
      ({ name, about, fallback }) => `| \`${name}\` | ${fallback ? `\`${fallback}\`` : ''} | ${about} |`,
    ),
  ].join('\n');
