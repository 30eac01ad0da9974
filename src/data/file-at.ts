import { type Stats, statSync } from 'node:fs';
import { MagpieError } from '../core/errors.ts';

/**
 * What lies at a path; undefined where nothing does. Throws SOURCE_UNAVAILABLE where the system does not let us look: with its
 * code alone, as its message names the path, which is nobody's business but the operator's.
 */
export function fileAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new MagpieError('SOURCE_UNAVAILABLE', {
      why: `the file cannot be looked at (${(error as NodeJS.ErrnoException).code})`,
    });
  }
}
