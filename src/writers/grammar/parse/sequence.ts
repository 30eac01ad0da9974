import { best, type Parse, type Rule } from './rule.ts';

type ValueOf<R> = R extends Rule<infer T> ? T : never;

/** Reads nothing. */
const nothing =
  <T>(value: T): Rule<T> =>
  (_, at) => [{ end: at, value, cost: 0 }];

declare const skipped: unique symbol;
/** What a sequence leaves out of its value. */
type Skipped = { readonly [skipped]: true };

/** Must be there, or may be with `optional`, and says nothing. */
export const skip =
  (rule: Rule<unknown>): Rule<Skipped> =>
  (input, at) =>
    rule(input, at).map((parse) => ({ ...parse, value: nothingKept }));

// Known by its identity alone.
const nothingKept = {} as Skipped;

type Kept<R extends readonly unknown[]> = R extends readonly [infer First, ...infer Rest]
  ? First extends Rule<Skipped>
    ? Kept<Rest>
    : [First extends Rule<infer T> ? T : never, ...Kept<Rest>]
  : [];

/** One after the other; its value are the values of those that are not skipped. */
export function sequence<const R extends readonly Rule<unknown>[]>(...rules: R): Rule<Kept<R>> {
  return (input, at) => {
    let open: readonly Parse<readonly unknown[]>[] = [{ end: at, value: [], cost: 0 }];
    for (const rule of rules) {
      open = best(
        open.flatMap((before) =>
          rule(input, before.end).map((next) => ({
            end: next.end,
            value: next.value === nothingKept ? before.value : [...before.value, next.value],
            cost: before.cost + next.cost,
          })),
        ),
      );
    }
    // Each rule has put its own value at its own place.
    return open as readonly Parse<Kept<R>>[];
  };
}

/** All readings of all rules. */
export const either =
  <const R extends readonly Rule<unknown>[]>(...rules: R): Rule<ValueOf<R[number]>> =>
  (input, at) =>
    // A parse of one of the rules.
    best(rules.flatMap((rule) => rule(input, at))) as readonly Parse<ValueOf<R[number]>>[];

/** With it or without it. */
export const optional = <T, U = undefined>(rule: Rule<T>, otherwise?: U): Rule<T | U> =>
  // Without a second argument U is undefined.
  either(rule, nothing(otherwise as U)) as Rule<T | U>;

/** None or more, each of which reads at least one token. */
export const many =
  <T>(rule: Rule<T>, most = 8): Rule<readonly T[]> =>
  (input, at) => {
    let open: readonly Parse<readonly T[]>[] = [{ end: at, value: [], cost: 0 }];
    const all = [...open];
    for (let round = 0; round < most && open.length > 0; round++) {
      open = best(
        open.flatMap((before) =>
          rule(input, before.end)
            .filter((next) => next.end > before.end)
            .map((next) => ({
              end: next.end,
              value: [...before.value, next.value],
              cost: before.cost + next.cost,
            })),
        ),
      );
      all.push(...open);
    }
    return best(all);
  };

/** Only the readings that go farthest. */
export const longest =
  <T>(rule: Rule<T>): Rule<T> =>
  (input, at) => {
    const parses = rule(input, at);
    const end = Math.max(...parses.map((parse) => parse.end));
    return parses.filter((parse) => parse.end === end);
  };

/** One or more with something between them. */
export function list<T>(rule: Rule<T>, separator: Rule<unknown>): Rule<readonly [T, ...T[]]> {
  const next: Rule<T> = (input, at) => separator(input, at).flatMap(({ end }) => rule(input, end));
  const rest = many(next);
  return (input, at) =>
    best(
      rule(input, at).flatMap((first) =>
        rest(input, first.end).map((others) => ({
          end: others.end,
          value: [first.value, ...others.value] as const,
          cost: first.cost + others.cost,
        })),
      ),
    );
}
