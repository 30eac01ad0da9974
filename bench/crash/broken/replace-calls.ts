import { registerHooks } from 'node:module';

const real = new URL('../../../src/store/calls.ts', import.meta.url).href;

/** Puts another module in the place of src/store/calls.ts, for everybody but that module: the product itself has no switch. */
export function replaceCalls(broken: string): void {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      return found.url === real && context.parentURL !== broken ? { ...found, url: broken } : found;
    },
  });
}
