import type { Classifier } from '../../src/core/classifier.ts';
import { MagpieError } from '../../src/core/errors.ts';
import type { Say } from '../../src/core/text.ts';

/** The classifier of this name, without one the first. Throws OPTION_INVALID, with the names that there are. */
export function classifierNamed(
  classifiers: ReadonlyMap<string, Classifier>,
  name: string | undefined,
  say: Say,
): Classifier {
  const [first] = classifiers.values();
  const named = name === undefined ? first : (classifiers.get(name) ?? classifiers.get(name.toLowerCase()));
  if (named) return named;
  const known = [...classifiers.keys()].join(', ');
  throw new MagpieError('OPTION_INVALID', {
    why: say('classify.unknownModel', { model: name ?? '', known }),
  });
}
