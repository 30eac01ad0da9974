import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Token } from '../words/tokens.ts';

/** One question under reading. */
export interface Input {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  /** ISO date. */
  readonly today: string;
  /** Counts one step of work; false when there have been too many and the reading must end. */
  step(): boolean;
  /** Where reading got to: the token after it is what was not understood. */
  reached: number;
  readonly memory: Map<unknown, Map<number, readonly Parse<unknown>[]>>;
}

/** One way to read the tokens up to `end`. The cheaper, the more likely. */
export interface Parse<T> {
  readonly end: number;
  readonly value: T;
  readonly cost: number;
}

/** Every way to read something from a token on; none when it cannot be read. */
export type Rule<T> = (input: Input, at: number) => readonly Parse<T>[];
export type ValueOf<R> = R extends Rule<infer T> ? T : never;
type ValuesOf<R extends readonly Rule<unknown>[]> = { [K in keyof R]: ValueOf<R[K]> };

/** Readings that are kept of those that end at the same token; the dearest are forgotten. */
const beam = 6;

export function best<T>(parses: readonly Parse<T>[]): readonly Parse<T>[] {
  if (parses.length <= beam) return parses;
  const kept = new Map<number, number>();
  return [...parses]
    .sort((a, b) => a.cost - b.cost)
    .filter(({ end }) => {
      const before = kept.get(end) ?? 0;
      kept.set(end, before + 1);
      return before < beam;
    });
}

/** Reads nothing. */
export const nothing =
  <T>(value: T): Rule<T> =>
  (_, at) => [{ end: at, value, cost: 0 }];

/** One token that passes the test. */
export const token =
  <T>(test: (token: Token) => T | undefined): Rule<T> =>
  (input, at) => {
    const found = input.tokens[at];
    const value = found && input.step() ? test(found) : undefined;
    if (value === undefined) return [];
    input.reached = Math.max(input.reached, at + 1);
    return [{ end: at + 1, value, cost: 0 }];
  };

/** The longest of these phrases that stands here, word by word as typed or by lemma; its value is the phrase. `|` separates them. */
export function phrase(list: string): Rule<string> {
  const phrases = list.split('|').map((text) => text.trim().split(' '));
  const byFirst = Map.groupBy(phrases, ([first]) => first);
  const isWord = (found: Token | undefined, word: string | undefined) =>
    found !== undefined && found.kind !== 'quoted' && (found.word === word || found.lemma === word);
  return (input, at) => {
    const first = input.tokens[at];
    if (!first || !input.step()) return [];
    const found = [...(byFirst.get(first.word) ?? []), ...(byFirst.get(first.lemma) ?? [])]
      .filter((words) => words.every((word, offset) => isWord(input.tokens[at + offset], word)))
      .reduce<readonly string[]>((longest, words) => (words.length > longest.length ? words : longest), []);
    if (found.length === 0) return [];
    const end = at + found.length;
    input.reached = Math.max(input.reached, end);
    return [{ end, value: found.join(' '), cost: 0 }];
  };
}

/** Phrases that mean something: the value is what stands beside the phrase. */
export const meaning = <T>(of: Readonly<Record<string, T>>): Rule<T> =>
  map(phrase(Object.keys(of).join('|')), (found) => of[found] as T);

/** One after the other. */
export const sequence =
  <const R extends readonly Rule<unknown>[]>(...rules: R): Rule<ValuesOf<R>> =>
  (input, at) => {
    let open: readonly Parse<readonly unknown[]>[] = [{ end: at, value: [], cost: 0 }];
    for (const rule of rules) {
      open = best(
        open.flatMap((before) =>
          rule(input, before.end).map((next) => ({
            end: next.end,
            value: [...before.value, next.value],
            cost: before.cost + next.cost,
          })),
        ),
      );
    }
    // Each rule has put its own value at its own place.
    return open as readonly Parse<ValuesOf<R>>[];
  };

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
export const list = <T>(rule: Rule<T>, separator: Rule<unknown>): Rule<readonly [T, ...T[]]> =>
  map(sequence(rule, many(map(sequence(separator, rule), ([, next]) => next))), ([first, rest]) => [
    first,
    ...rest,
  ]);

/** The value made into another; undefined throws the reading away. */
export const map =
  <T, U>(rule: Rule<T>, make: (value: T, input: Input) => U | undefined): Rule<U> =>
  (input, at) =>
    rule(input, at).flatMap((parse) => {
      const value = make(parse.value, input);
      return value === undefined ? [] : [{ ...parse, value }];
    });

export interface Choice<T> {
  readonly value: T;
  readonly cost: number;
}

/** The value made into any number of others, each at its cost. */
export const choose =
  <T, U>(rule: Rule<T>, make: (value: T, input: Input) => readonly Choice<U>[]): Rule<U> =>
  (input, at) =>
    best(
      rule(input, at).flatMap((parse) =>
        make(parse.value, input).map((choice) => ({
          ...choice,
          end: parse.end,
          cost: parse.cost + choice.cost,
        })),
      ),
    );

export const costs = <T>(cost: number, rule: Rule<T>): Rule<T> => choose(rule, (value) => [{ value, cost }]);

/** Reads each place once. */
export function memo<T>(rule: Rule<T>): Rule<T> {
  return (input, at) => {
    const known = input.memory.get(rule) ?? new Map<number, readonly Parse<unknown>[]>();
    input.memory.set(rule, known);
    // What is kept under a rule was read by it.
    const before = known.get(at) as readonly Parse<T>[] | undefined;
    if (before) return before;
    // A rule that comes back to its own place without reading anything reads nothing there.
    known.set(at, []);
    const parses = best(rule(input, at));
    known.set(at, parses);
    return parses;
  };
}

/** For rules that contain one another. */
export const lazy =
  <T>(rule: () => Rule<T>): Rule<T> =>
  (input, at) =>
    rule()(input, at);
