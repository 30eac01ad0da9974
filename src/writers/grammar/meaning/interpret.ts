import type { Table } from '../../../core/data-source.ts';
import type { Field, FieldKind } from '../lexicon/fields.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { noLead } from '../parse/raw.ts';
import type { Each, Item, Request, Tail } from '../parse/request.ts';
import type { Choice } from '../parse/rule.ts';
import { restrict, rowsOf } from './fit.ts';
import type { Key, Measure, Noun, Order, Query, Shown } from './meaning.ts';
import { likely, pathsTo, placesOf } from './places.ts';
import { relations } from './relations.ts';
import { placesOnScale } from './scales.ts';
import { fieldsNamed } from './values.ts';

/** Everything that a request may mean in this schema, the likeliest first. */
export function interpret(lexicon: Lexicon, request: Request): readonly Choice<Query>[] {
  const items = itemsOf(request);
  return likely(
    anchors(lexicon, request, items).flatMap((anchor) => complete(lexicon, request, items, anchor)),
  );
}

/** "List the name and the id" behind the question says what to show; other addenda add to it. */
function itemsOf({ items, tail }: Request): readonly Item[] {
  return tail.reduce<readonly Item[]>((all, piece) => {
    if (piece.kind !== 'items') return all;
    return piece.instead ? piece.items : [...all, ...piece.items];
  }, items);
}

interface Anchored {
  readonly noun: Noun;
  readonly groups: readonly Key[];
  /** The items count or sum over the rows of the noun. */
  readonly sums: boolean;
}

const isSum = (item: Item): boolean =>
  item.kind === 'count' || (item.kind === 'mention' && item.function !== undefined);

function anchors(lexicon: Lexicon, request: Request, items: readonly Item[]): readonly Choice<Anchored>[] {
  const summed = items.find(isSum) ?? request.items.find((item) => item.kind === 'count');
  const plain = (nouns: readonly Choice<Noun>[]) =>
    nouns.map(({ value, cost }) => ({ value: { noun: value, groups: [], sums: false }, cost }));
  if (summed) return summedAnchors(lexicon, request, summed);
  if (request.main) return plain([{ value: request.main.noun, cost: 0 }]);
  const noun = [...request.items, ...items].find((item) => item.kind === 'noun');
  if (noun?.kind === 'noun') return plain([{ value: noun.noun, cost: 0 }]);
  const [first] = items;
  return first?.kind === 'mention'
    ? plain(tablesOf(lexicon, first).map((table) => ({ value: rowsOf(table), cost: 0 })))
    : [];
}

const tablesOf = (_: Lexicon, item: Extract<Item, { kind: 'mention' }>): readonly Table[] => {
  const fields = fieldsNamed(item.mention);
  const least = Math.min(...fields.map(({ cost }) => cost));
  return [...new Set(fields.filter(({ cost }) => cost <= least + 0.3).map(({ field }) => field.table))].slice(
    0,
    6,
  );
};

/** Rows of what is counted or averaged; "of the customers from France" then narrows them or gathers them. */
function summedAnchors(lexicon: Lexicon, request: Request, summed: Item): readonly Choice<Anchored>[] {
  const starts: readonly Noun[] =
    summed.kind === 'count'
      ? [summed.noun]
      : summed.kind === 'mention'
        ? startsOf(lexicon, request, summed)
        : [];
  const { main } = request;
  return starts.flatMap((noun): readonly Choice<Anchored>[] => {
    if (!main) return [{ value: { noun, groups: [], sums: true }, cost: 0 }];
    if (main.noun.table === noun.table) {
      const merged = { ...main.noun, conditions: [...main.noun.conditions, ...noun.conditions] };
      if (!main.each)
        return [
          {
            value: {
              noun: { ...merged, ...(noun.column && { column: noun.column }) },
              groups: [],
              sums: true,
            },
            cost: 0,
          },
        ];
    }
    const others = request.items.filter((item) => !isSum(item));
    const gathers = main.each || others.length > 0;
    const groups = gathers
      ? keysOf(lexicon, noun, { kind: 'noun', noun: main.noun })
      : [{ value: [] as readonly Key[], cost: 0 }];
    const narrowed =
      main.noun.conditions.length > 0 || main.noun.pick || !gathers
        ? relations(lexicon, noun, { kind: 'relation', noun: main.noun, none: false }, noLead).map(
            ({ value, cost }) => ({
              value: { ...noun, conditions: [...noun.conditions, value] },
              cost,
            }),
          )
        : [{ value: noun, cost: 0 }];
    return groups.flatMap((keys) =>
      narrowed.map((choice) => ({
        value: { noun: choice.value, groups: keys.value, sums: true },
        cost: keys.cost + choice.cost,
      })),
    );
  });
}

/** An average is taken over the rows that hold the number. */
function startsOf(
  lexicon: Lexicon,
  request: Request,
  item: Extract<Item, { kind: 'mention' }>,
): readonly Noun[] {
  const tables = tablesOf(lexicon, item);
  const { main } = request;
  if (!main) return tables.map(rowsOf);
  if (tables.includes(main.noun.table)) return [rowsOf(main.noun.table)];
  const fields = placesOf(lexicon, main.noun.table, fieldsNamed(item.mention), {
    words: [],
    kinds: measured,
  });
  return [...new Set(fields.map(({ value }) => value.field.table))].map(rowsOf);
}

const measured: readonly FieldKind[] = ['number', 'time', 'year', 'identifier'];

function complete(
  lexicon: Lexicon,
  request: Request,
  items: readonly Item[],
  start: Choice<Anchored>,
): readonly Choice<Query>[] {
  let states: readonly Choice<Anchored>[] = [start];
  for (const piece of request.tail)
    states = likely(states.flatMap((state) => applied(lexicon, state, piece)));
  return states.flatMap(({ value: anchored, cost }) => finished(lexicon, request, items, anchored, cost));
}

function applied(lexicon: Lexicon, state: Choice<Anchored>, piece: Tail): readonly Choice<Anchored>[] {
  const { value: anchored, cost } = state;
  switch (piece.kind) {
    case 'restrict':
      return restrict(lexicon, { value: anchored.noun, cost }, piece.restriction).map((choice) => ({
        value: { ...anchored, noun: choice.value },
        cost: choice.cost,
      }));
    case 'each':
      if (!anchored.sums) return [];
      return keysOf(lexicon, anchored.noun, piece.each).map((keys) => ({
        value: { ...anchored, groups: [...anchored.groups, ...keys.value] },
        cost: cost + keys.cost,
      }));
    case 'order':
    case 'items':
    case 'idle':
      return [state];
  }
}

function keysOf(lexicon: Lexicon, noun: Noun, each: Each): readonly Choice<readonly Key[]>[] {
  switch (each.kind) {
    case 'part':
      return placesOf(
        lexicon,
        noun.table,
        lexicon.fieldsOf(noun.table).map((field) => ({ field, cost: 0.05 })),
        { words: [], kinds: ['time'], one: true },
      ).map(({ value: place, cost }) => ({
        value: [{ kind: 'part' as const, place, part: each.part }],
        cost,
      }));
    case 'mention':
      return placesOf(lexicon, noun.table, fieldsNamed(each.mention), { words: [], one: true }).map(
        ({ value: place, cost }) => ({
          value: [{ kind: 'place' as const, place }],
          cost,
        }),
      );
    case 'noun': {
      const { table, column } = each.noun;
      if (each.noun.conditions.length > 0 || each.noun.pick) return [];
      return pathsTo(lexicon, noun.table, table, []).flatMap((path): Choice<readonly Key[]>[] => {
        if (column)
          return path.every(({ toward }) => toward === 'one')
            ? [{ value: [{ kind: 'place', place: { path, field: column } }], cost: path.length * 0.2 }]
            : [];
        return path.length === 0 ? [] : [{ value: [{ kind: 'row', path, table }], cost: path.length * 0.1 }];
      });
    }
  }
}

function finished(
  lexicon: Lexicon,
  request: Request,
  items: readonly Item[],
  anchored: Anchored,
  cost: number,
): readonly Choice<Query>[] {
  const { noun, sums } = anchored;
  const others = items.filter((item) => !isSum(item) && item.kind !== 'noun');
  let { groups } = anchored;
  let total = cost;
  if (sums && groups.length === 0 && others.length > 0) {
    const keys = impliedKeys(lexicon, noun, others);
    if (!keys) return [];
    groups = keys;
  }
  const shown: Shown[] = [];
  for (const item of items) {
    const found = shownFor(lexicon, anchored, items, item);
    if (!found) return [];
    shown.push(...found.value);
    total += found.cost;
  }
  if (sums) {
    const labels = groups.flatMap((key) => labelsOfKey(lexicon, key, shown));
    shown.unshift(...labels);
    if (!shown.some(({ kind }) => kind === 'count' || kind === 'aggregate') && groups.length === 0) return [];
  }
  const order: Order[] = [];
  for (const piece of request.tail) {
    if (piece.kind !== 'order') continue;
    const by = orderOf(lexicon, noun, shown, piece.by);
    if (!by) return [];
    order.push({ by: by.value, end: piece.end ?? 'low' });
    total += by.cost;
  }
  if (shown.length === 0 || noun.conditions.some(({ kind }) => kind === 'both')) return [];
  const distinct =
    !sums &&
    (noun.column !== undefined ||
      noun.distinct ||
      items.some((item) => item.kind === 'mention' && item.distinct));
  return [
    { value: { anchor: noun, shown: unique(shown), groups, having: [], order, distinct }, cost: total },
  ];
}

/** "The names of the stadiums and the number of concerts": gathered by what the names belong to. */
function impliedKeys(lexicon: Lexicon, noun: Noun, others: readonly Item[]): readonly Key[] | undefined {
  const keys: Key[] = [];
  for (const item of others) {
    if (item.kind !== 'mention') return undefined;
    const [best] = placesOf(lexicon, noun.table, fieldsNamed(item.mention), { words: [] });
    if (!best) return undefined;
    const { path, field } = best.value;
    keys.push(
      path.length > 0 ? { kind: 'row', path, table: field.table } : { kind: 'place', place: best.value },
    );
  }
  return unique(keys);
}

function shownFor(
  lexicon: Lexicon,
  anchored: Anchored,
  items: readonly Item[],
  item: Item,
): Choice<readonly Shown[]> | undefined {
  const { noun } = anchored;
  switch (item.kind) {
    case 'everything':
      return { value: [{ kind: 'everything' }], cost: 0 };
    case 'noun': {
      if (item.noun.table !== noun.table) return undefined;
      const detailed = items.some((other) => other.kind === 'mention');
      return { value: detailed && !noun.column ? [] : namesOf(lexicon, noun), cost: 0 };
    }
    case 'count': {
      if (item.noun.table !== noun.table) return undefined;
      const column = item.noun.column ?? noun.column;
      return { value: [{ kind: 'count', path: [], noun, ...(column && { of: column }) }], cost: 0 };
    }
    case 'scale': {
      const [best] = placesOnScale(lexicon, noun.table, item.adjective, 'high');
      return best && { value: [{ kind: 'place', place: best.value.place }], cost: best.cost };
    }
    case 'time': {
      const times = lexicon.fieldsOf(noun.table).filter(({ kind }) => kind === 'time' || kind === 'year');
      const [field] = times;
      return times.length === 1 && field
        ? { value: [{ kind: 'place', place: { path: [], field } }], cost: 0 }
        : undefined;
    }
    case 'mention':
      return attributeShown(lexicon, anchored, item);
  }
}

function attributeShown(
  lexicon: Lexicon,
  { noun, groups }: Anchored,
  item: Extract<Item, { kind: 'mention' }>,
): Choice<readonly Shown[]> | undefined {
  const fields = fieldsNamed(item.mention);
  const calledName = /(^| )name$/.test(item.mention.words);
  const labels = lexicon.labelOf(noun.table);
  if (calledName && !item.function && labels.length > 1 && item.mention.words.split(' ').length === 1) {
    return { value: labels.map((field) => ({ kind: 'place', place: { path: [], field } })), cost: 0 };
  }
  const kinds = item.function
    ? item.function === 'average' || item.function === 'sum'
      ? (['number'] as const)
      : measured
    : undefined;
  const rows = item.function ? [] : groups.filter((key) => key.kind === 'row');
  const found =
    rows.length > 0
      ? likely(
          rows.flatMap((key) =>
            placesOf(lexicon, key.table, fields, { words: [], one: true }).map(({ value, cost }) => ({
              value: { ...value, path: [...key.path, ...value.path] },
              cost,
            })),
          ),
        )
      : placesOf(lexicon, noun.table, fields, {
          words: [],
          ...(kinds && { kinds }),
          ...(item.function && { one: true }),
        });
  const [best, second] = found;
  if (!best) return undefined;
  const doubt = second && second.cost - best.cost < 0.1 ? 1 : 0;
  const place = best.value;
  return {
    value: [item.function ? { kind: 'aggregate', function: item.function, place } : { kind: 'place', place }],
    cost: best.cost + doubt,
  };
}

export const namesOf = (lexicon: Lexicon, noun: Noun): readonly Shown[] =>
  (noun.column ? [noun.column] : lexicon.labelOf(noun.table)).map((field) => ({
    kind: 'place',
    place: { path: [], field },
  }));

/** What a group is called, unless it is shown already. */
function labelsOfKey(lexicon: Lexicon, key: Key, shown: readonly Shown[]): readonly Shown[] {
  const has = (field: Field) => shown.some((each) => each.kind === 'place' && each.place.field === field);
  switch (key.kind) {
    case 'place':
      return has(key.place.field) ? [] : [{ kind: 'place', place: key.place }];
    case 'part':
      return [{ kind: 'part', place: key.place, part: key.part }];
    case 'row': {
      if (shown.some((each) => each.kind === 'place' && each.place.field.table === key.table)) return [];
      return lexicon.labelOf(key.table).map((field) => ({ kind: 'place', place: { path: key.path, field } }));
    }
  }
}

function orderOf(
  lexicon: Lexicon,
  noun: Noun,
  shown: readonly Shown[],
  by: Item | undefined,
): Choice<Measure> | undefined {
  if (!by) {
    const [first] = shown;
    return first?.kind === 'place' ? { value: { kind: 'place', place: first.place }, cost: 0 } : undefined;
  }
  if (by.kind === 'count') {
    if (by.noun.table === noun.table) return { value: { kind: 'count', path: [], noun: by.noun }, cost: 0 };
    return undefined;
  }
  if (by.kind !== 'mention') return undefined;
  const [best] = placesOf(lexicon, noun.table, fieldsNamed(by.mention), { words: [] });
  if (!best) return undefined;
  const { value: place, cost } = best;
  return {
    value: by.function ? { kind: 'aggregate', function: by.function, place } : { kind: 'place', place },
    cost,
  };
}

const unique = <T>(all: readonly T[]): readonly T[] => {
  const seen = new Set<string>();
  return all.filter((each) => {
    const key = JSON.stringify(each, (name, value) =>
      name === 'table' || name === 'from' || name === 'to' ? value?.name : value,
    );
    return !seen.has(key) && seen.add(key);
  });
};
