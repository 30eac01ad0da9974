import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, beforeAll, onTestFinished } from 'vitest';

type Close = () => Promise<unknown> | unknown;

const scope = new AsyncLocalStorage<Close[]>();

/** Has something closed when the test has finished, or the tests of a group that share it: see `shared`. */
export function atEnd(close: Close): void {
  const closes = scope.getStore();
  if (closes) closes.push(close);
  else onTestFinished(async () => void (await close()));
}

/** Opens something once for the tests of a group, which may look at it but not change it. Call it within `describe`. */
export function shared<T>(open: () => Promise<T>): () => T {
  const closes: Close[] = [];
  let opened: { readonly it: T } | undefined;
  beforeAll(async () => {
    opened = { it: await scope.run(closes, open) };
  });
  afterAll(async () => {
    for (const close of closes.toReversed()) await close();
  });
  return () => {
    if (!opened) throw new Error('it is not yet open');
    return opened.it;
  };
}
