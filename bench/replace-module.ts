import { registerHooks } from 'node:module';

/** Puts the module at `broken` in the place of the one at `real`, for everybody but that module: the product itself has no switch. */
export function replaceModule(real: URL, broken: URL): void {
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      return found.url === real.href && context.parentURL !== broken.href
        ? { ...found, url: broken.href }
        : found;
    },
  });
}
