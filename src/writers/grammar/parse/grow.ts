import type { Choice } from '../meaning/choices.ts';
import { best, type Input, type Parse, type Rule } from './rule.ts';

/**
 * A beginning, and piece after piece what each makes of it. What it makes is judged at once, so that only readings that make
 * sense go on; of those that mean the same the cheapest does.
 */
export function grow<T, P>(
  start: Rule<T>,
  next: Rule<P>,
  apply: (grown: T, piece: P, input: Input) => readonly Choice<T>[],
  most = 8,
): Rule<T> {
  return (input, at) => {
    const distinct = (parses: readonly Parse<T>[]): readonly Parse<T>[] => {
      const cheapest = new Map<string, Parse<T>>();
      for (const parse of parses) {
        const key = `${parse.end} ${input.lexicon.keyOf(parse.value)}`;
        const before = cheapest.get(key);
        if (!before || parse.cost < before.cost) cheapest.set(key, parse);
      }
      return best([...cheapest.values()]);
    };
    let open = distinct(start(input, at));
    const all = [...open];
    for (let round = 0; round < most && open.length > 0; round++) {
      open = distinct(
        open.flatMap((grown) =>
          next(input, grown.end)
            .filter(({ end }) => end > grown.end)
            .flatMap((piece) =>
              apply(grown.value, piece.value, input).map(({ value, cost }) => ({
                end: piece.end,
                value,
                cost: grown.cost + piece.cost + cost,
              })),
            ),
        ),
      );
      all.push(...open);
    }
    return distinct(all);
  };
}
