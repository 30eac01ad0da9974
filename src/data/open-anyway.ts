import type { DataSource } from '../core/data-source.ts';
import { MagpieError } from '../core/errors.ts';
import type { openSource } from './open.ts';

type Open = typeof openSource;

/** Opens a source for its operator: also one whose login may do more than read, which `tell` is told then. */
export async function openAnyway(
  open: Open,
  options: Parameters<Open>[0],
  tell: (unsafe: MagpieError) => void,
): Promise<DataSource> {
  try {
    return await open({ ...options, allowSuperuser: false });
  } catch (error) {
    if (!(error instanceof MagpieError) || error.code !== 'SOURCE_UNSAFE') throw error;
    tell(error);
  }
  return open({ ...options, allowSuperuser: true });
}
