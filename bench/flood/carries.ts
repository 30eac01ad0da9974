import type { Errand } from '../crash/errand.ts';

/** Whether a message says what was found out for this errand: what waits or has failed does not. */
export const carries = (text: string, errand: Errand): boolean =>
  errand.kind === 'ask'
    ? text.includes(`> ${errand.pounds})`)
    : new RegExp(`^${RegExp.escape(errand.name)}: .*%`, 'm').test(text);
