import { expect, test } from 'vitest';
import { birdPlayground } from '../support/bird-playground.ts';

type Node = Readonly<Record<string, unknown>>;

const documentOf = async (web: { apiTokens?: readonly string[] } = {}) => {
  const { browser } = await birdPlayground({ web });
  return (await (await browser().fetch('/api/openapi.json')).json()) as Node & {
    paths: Record<string, Record<string, Node>>;
    components: Node & { schemas: Record<string, Node> };
  };
};

function* nodesOf(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Node;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

test('the document describes every path of the API, and every reference leads somewhere', async () => {
  const document = await documentOf();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual([
    '/api/ask',
    '/api/classify',
    '/api/calls/{id}',
    '/api/calls/{id}/events',
    '/api/calls/{id}/files/{sha256}',
  ]);
  const references = [...nodesOf(document)].flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
  expect(references.length).toBeGreaterThan(10);
  for (const reference of references) {
    expect(document.components.schemas, reference).toHaveProperty(
      reference.replace('#/components/schemas/', ''),
    );
  }
});

test('every operation has a name of its own, a summary, and answers with descriptions', async () => {
  const { paths } = await documentOf();
  const operations = Object.values(paths).flatMap((path) =>
    Object.entries(path).flatMap(([method, operation]) => (method === 'parameters' ? [] : [operation])),
  );
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { summary, responses, operationId } of operations) {
    expect(summary, String(operationId)).toBeTypeOf('string');
    const answers = Object.entries(responses as Record<string, Node>);
    expect(
      answers.every(([status, { description }]) => /^(\d{3}|default)$/.test(status) && description),
    ).toBe(true);
  }
});

test('every variable of a path is declared', async () => {
  const { paths } = await documentOf();
  for (const [path, { parameters = [], ...operations }] of Object.entries(paths)) {
    const shared = Object.values(parameters) as Node[];
    for (const { parameters: own = [] } of Object.values(operations)) {
      const declared = [...shared, ...(own as Node[])]
        .filter((one) => one.in === 'path')
        .map((one) => one.name);
      expect(declared, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
    }
  }
});

test('it says that tokens are needed where they are', async () => {
  expect(await documentOf()).not.toHaveProperty('security');
  const locked = await documentOf({ apiTokens: ['a-token'] });
  expect(locked.security).toEqual([{ token: [] }]);
  expect(locked.components).toHaveProperty('securitySchemes.token.scheme', 'bearer');
});

test('people find it, with what to type', async () => {
  const { browser, url } = await birdPlayground();
  const page = await browser().get('/api');
  expect(page).toContain('/api/openapi.json');
  expect(page).toContain(`curl ${url}/api/ask`);
});
