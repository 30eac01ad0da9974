import { MagpieError } from '../../src/core/errors.ts';
import type { Source } from '../../src/core/services.ts';

/** The source of this name. Throws SOURCE_UNKNOWN, with the names of those that may be asked, or SOURCE_NONE when there are none. */
export function sourceNamed(sources: ReadonlyMap<string, Source>, name: string): Source {
  if (sources.size === 0) throw new MagpieError('SOURCE_NONE');
  const source = sources.get(name) ?? sources.get(name.toLowerCase());
  if (!source)
    throw new MagpieError('SOURCE_UNKNOWN', { source: name, known: [...sources.keys()].join(', ') });
  return source;
}
