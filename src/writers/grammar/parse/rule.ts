import type { Lexicon } from '../lexicon/lexicon.ts';
import type { Draft } from '../meaning/draft.ts';
import type { Token } from '../words/tokens.ts';

/** One question under reading. */
export interface Input {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  /** ISO date. */
  readonly today: string;
  /** What the question before was understood as, for a follow-up. */
  readonly previous?: Draft;
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

/** Any of these phrases says this. */
export const says = <const T>(value: T, list: string): Rule<T> => map(phrase(list), () => value);

/** Phrases that each mean something else: the value is what stands beside the phrase. */
export const meaning = <T>(of: Readonly<Record<string, T>>): Rule<T> =>
  map(phrase(Object.keys(of).join('|')), (found) => of[found] as T);

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
