import type { Say } from '../../core/text.ts';
import type { Path } from './lexicon/joins.ts';
import { splitName, wordsOf } from './lexicon/names.ts';
import type {
  Bounds,
  Condition,
  Key,
  Measure,
  Noun,
  Operand,
  Place,
  Query,
  Shown,
} from './meaning/meaning.ts';
import { months, type Period, weekdays } from './words/calendar.ts';

/** What was understood, in one line: "Number of flights by carrier where origin is DEN". */
export function describe(query: Query, say: Say): string {
  const { anchor } = query;
  const rows = rowsOf(anchor);
  const parts = [
    query.shown.map((shown) => shownWords(shown, rows, say)).join(', '),
    query.shown.some(({ kind }) => kind === 'count') ? '' : say('grammar.of', { rows }),
    query.groups.length > 0 ? say('grammar.by', { keys: query.groups.map(keyWords).join(', ') }) : '',
    conditionsOf(anchor, say),
    anchor.pick ? pickWords(anchor, say) : '',
    query.distinct && !anchor.pick ? say('grammar.distinct') : '',
    ...query.order.map(({ by, end }) =>
      say(end === 'high' ? 'grammar.descending' : 'grammar.ascending', { by: measureWords(by, say) }),
    ),
    query.limit === undefined ? '' : say('grammar.limit', { count: query.limit }),
  ];
  const line = parts.filter(Boolean).join(' ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

const rowsOf = ({ table }: Noun): string => wordsOf(table.name).join(' ');

function shownWords(shown: Shown, rows: string, say: Say): string {
  switch (shown.kind) {
    case 'place':
      return placeWords(shown.place);
    case 'part':
      return shown.part.replace('-', ' ');
    case 'count':
      return shown.of
        ? say('grammar.countDifferent', { what: shown.of.words.join(' ') })
        : say('grammar.count', { what: rows });
    case 'aggregate':
      return say(`grammar.${shown.statistic}`, { what: placeWords(shown.place) });
    case 'everything':
      return say('grammar.everything');
  }
}

/** The column and, when it lies elsewhere, what it belongs to. */
function placeWords({ path, field }: Place): string {
  const name = wordsOf(field.column.name).join(' ');
  const last = path.at(-1);
  if (!last) return name;
  const role = path[0]?.toward === 'one' ? roleOf(path) : '';
  const table = splitName(last.to.name).join(' ');
  const owner = path.length === 1 ? role || table : withRole(role, table);
  return name.startsWith(owner) ? name : `${owner} ${name}`;
}

const withRole = (role: string, name: string): string => (role ? `${role} ${name}` : name);

/** "origin": what the key is to the row, where its name says more than the table's. */
function roleOf([step]: Path): string {
  if (!step || step.on.every(([here, there]) => here === there)) return '';
  const tables = [step.from, step.to].flatMap(({ name }) => splitName(name));
  return step.role.filter((word) => !['id', 'code', 'key', ...tables].includes(word)).join(' ');
}

function keyWords(key: Key): string {
  switch (key.kind) {
    case 'place':
      return placeWords(key.place);
    case 'row':
      return withRole(roleOf(key.path), splitName(key.table.name).join(' '));
    case 'part':
      return key.part.replace('-', ' ');
  }
}

/** "with at least 3 movies where genre = Drama". */
function conditionsOf({ conditions }: Noun, say: Say): string {
  const isRelation = (each: Condition): boolean =>
    each.kind === 'related' || each.kind === 'shared' || (each.kind === 'not' && isRelation(each.of));
  const words = (chosen: readonly Condition[]) =>
    chosen.map((each) => conditionWords(each, say)).filter(Boolean);
  const relations = words(conditions.filter(isRelation));
  const tests = words(conditions.filter((each) => !isRelation(each)));
  return [
    tests.length > 0 ? say('grammar.where', { tests: tests.join(say('grammar.and')) }) : '',
    relations.join(say('grammar.and')),
  ]
    .filter(Boolean)
    .join(' ');
}

function conditionWords(condition: Condition, say: Say): string {
  switch (condition.kind) {
    case 'compare':
      return `${placeWords(condition.place)} ${condition.comparator} ${operandWords(condition.operand, say)}`;
    case 'between':
      return `${placeWords(condition.place)} ${condition.low}–${condition.high}`;
    case 'among':
      return `${placeWords(condition.place)} = ${condition.values.join(' / ')}`;
    case 'during':
      return `${placeWords(condition.place)} ${condition.place.field.kind === 'year' ? yearsWords(condition.period) : periodWords(condition.period)}`;
    case 'part':
      return `${condition.part} ${placeWords(condition.place)} = ${partName(condition)}`;
    case 'like':
      return say(`grammar.${condition.match}`, { what: placeWords(condition.place), text: condition.text });
    case 'missing':
      return say('grammar.missing', { what: placeWords(condition.place) });
    case 'related':
    case 'shared':
      return say('grammar.with', { rows: relatedWords(condition, say) });
    case 'measured':
      return `${say(`grammar.${condition.statistic}`, { what: placeWords(condition) })} ${condition.comparator} ${condition.value}`;
    case 'not':
      return condition.of.kind === 'related' || condition.of.kind === 'shared'
        ? say('grammar.without', { rows: relatedWords(condition.of, say) })
        : say('grammar.not', { test: conditionWords(condition.of, say) });
    case 'any':
      return `(${condition.of.map((each) => conditionWords(each, say)).join(say('grammar.or'))})`;
    case 'both':
    case 'all':
      return condition.of.map((each) => conditionWords(each, say)).join(say('grammar.and'));
  }
}

function relatedWords(
  { noun, bounds }: Extract<Condition, { kind: 'related' | 'shared' }>,
  say: Say,
): string {
  return [boundsWords(bounds, say), rowsOf(noun), conditionsOf(noun, say), pickWords(noun, say)]
    .filter(Boolean)
    .join(' ');
}

function boundsWords(bounds: Bounds | undefined, say: Say): string {
  const { from, to } = bounds ?? {};
  if (from !== undefined && to !== undefined) return from === to ? String(from) : `${from}–${to}`;
  if (from !== undefined) return say('grammar.atLeast', { count: from });
  return to === undefined ? '' : say('grammar.atMost', { count: to });
}

/** Days as people write them: the end is the last day that counts. */
function periodWords({ from, before }: Period): string {
  const last = before && new Date(Date.parse(before) - 86_400_000).toISOString().slice(0, 10);
  if (from && last) return from === last ? from : `${from} – ${last}`;
  return from ? `≥ ${from}` : `≤ ${last}`;
}

/** A column of years has no days. */
function yearsWords({ from, before }: Period): string {
  const [first, last] = [from && Number(from.slice(0, 4)), before && Number(before.slice(0, 4)) - 1];
  if (first && last) return first === last ? `= ${first}` : `${first}–${last}`;
  return first ? `≥ ${first}` : `≤ ${last}`;
}

function partName({ part, number }: Extract<Condition, { kind: 'part' }>): string {
  const names = part === 'month' ? months : part === 'weekday' ? weekdays : new Map<string, number>();
  const [name] = [...names].find(([, value]) => value === number) ?? [String(number)];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function operandWords(operand: Operand, say: Say): string {
  switch (operand.kind) {
    case 'literal':
      return String(operand.value);
    case 'place':
      return placeWords(operand.place);
    case 'aggregate':
      return [
        say(`grammar.${operand.statistic}`, { what: wordsOf(operand.field.column.name).join(' ') }),
        narrowedWords(operand.of, say),
      ]
        .filter(Boolean)
        .join(' ');
    case 'value-of':
      return [wordsOf(operand.field.column.name).join(' '), narrowedWords(operand.of, say)].join(' ');
  }
}

/** "of cars where origin = Japan with the highest weight", where not all rows of the table are meant. */
const narrowedWords = (noun: Noun, say: Say): string => {
  const words = [conditionsOf(noun, say), pickWords(noun, say)].filter(Boolean);
  return words.length > 0 ? [say('grammar.of', { rows: rowsOf(noun) }), ...words].join(' ') : '';
};

function measureWords(measure: Measure, say: Say): string {
  switch (measure.kind) {
    case 'place':
      return placeWords(measure.place);
    case 'count':
      return say('grammar.count', {
        what: [roleOf(measure.path), rowsOf(measure.noun), conditionsOf(measure.noun, say)]
          .filter(Boolean)
          .join(' '),
      });
    case 'aggregate':
      return say(`grammar.${measure.statistic}`, { what: placeWords(measure.place) });
  }
}

function pickWords({ pick }: Noun, say: Say): string {
  if (!pick) return '';
  const by = measureWords(pick.by, say);
  return say(pick.end === 'high' ? 'grammar.most' : 'grammar.least', { by, count: pick.count });
}
