import { resolve } from 'node:path';

/** Where the test data that others made lies; tests that need it are skipped where it does not. */
export const sharedData = resolve(process.env.MAGPIE_SHARED_DATA ?? '../shared/data');
