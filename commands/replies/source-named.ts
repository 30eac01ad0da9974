import type { Remembered } from '../../src/ask/earlier-questions.ts';
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

/** What a question that names no source asks: in a thread what was asked there last, else the first source. */
export function sourceMeant(sources: ReadonlyMap<string, Source>, { turns, sameThread }: Remembered): Source {
  const names = sameThread ? turns.flatMap(({ asked }) => (asked ? [asked.source] : [])) : [];
  const last = names.findLast((name) => sources.has(name));
  const [first] = sources.keys();
  return sourceNamed(sources, last ?? first ?? '');
}
