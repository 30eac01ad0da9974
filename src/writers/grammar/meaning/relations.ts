import type { Path } from '../lexicon/joins.ts';
import type { Lexicon } from '../lexicon/lexicon.ts';
import { splitName } from '../lexicon/names.ts';
import { callsByName, type Lead, type Limit } from '../parse/raw.ts';
import { type Choice, likely } from './choices.ts';
import { type Condition, type Noun, namesItself } from './meaning.ts';
import { pathsTo, tells } from './places.ts';
import { rowsOf } from './restrict.ts';

/** How far apart two related nouns may sensibly be costs less than for a mere attribute: the sentence names both. */
const step = 0.15;

/** "with at least 3 concerts", "in the stadium with ...", "without any flight". */
export function relations(
  lexicon: Lexicon,
  outer: Noun,
  { noun, bounds, none }: Extract<Limit, { kind: 'relation' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  if (callsByName(lead) && !(noun.table === outer.table && namesItself(noun))) return [];
  if (noun.open || noun.count !== undefined || (noun.column && noun.conditions.length === 0 && !noun.pick))
    return [];
  return likely(
    pathsTo(lexicon, outer.table, noun.table, lead.words).flatMap((path): Choice<Condition>[] => {
      if (!speaks(path, outer, noun, lead) || (path.length > 0 && isMereCopula(lead))) return [];
      const counts =
        path.some(({ toward }) => toward === 'many') || (path.length === 0 && outer.column !== undefined);
      if (none && !counts) return without(lexicon, path, noun);
      if (bounds && !counts) return [];
      // Whether those with none are meant as well, people do not agree.
      if (bounds && bounds.from === undefined && !allHaveSome(path, noun)) return [];
      if (path.length === 0 && (!outer.column || (countsRows(outer) && !bounds && !none))) return own(noun);
      if (path.length === 0 && outer.column && noun.conditions.length === 0 && !bounds) {
        return none || lead.negated ? [] : own(noun);
      }
      if (path.length > 0 && outer.column && (bounds || none || noun.pick || lead.negated)) return [];
      // "cartoons by A and B": one by either, or some by each?
      if (counts && noun.conditions.some((each) => each.kind === 'among' && each.listed)) return [];
      const conditions = apart(noun).map((of): Condition => {
        const rest = { noun: withoutColumn(of), ...(bounds && { bounds }) };
        return path.length === 0 && outer.column
          ? { kind: 'shared', field: outer.column, ...rest }
          : { kind: 'related', path, ...rest };
      });
      const [only] = conditions;
      const condition: Condition = conditions.length === 1 && only ? only : { kind: 'all', of: conditions };
      return [
        {
          value: none ? { kind: 'not', of: condition } : condition,
          cost: path.length * step + (isTrivial(path, noun) ? 0.3 : 0),
        },
      ];
    }),
  );
}

/** "movies without a director": the key is empty. */
function without(lexicon: Lexicon, path: Path, noun: Noun): Choice<Condition>[] {
  const [first, ...more] = path;
  const [name] = first?.on[0] ?? [];
  if (!first || name === undefined || more.length > 0 || noun.conditions.length > 0 || noun.pick) return [];
  const field = lexicon.field(first.from, name);
  return field.column.nullable
    ? [{ value: { kind: 'missing', place: { path: [], field } }, cost: step }]
    : [];
}

/** Every row is known to have at least one of these. */
export function allHaveSome(path: Path, noun: Noun): boolean {
  const [first] = path;
  if (!first) return true;
  const [, name] = first.on[0] ?? [];
  const pointing = first.to.columns.find((column) => column.name === name);
  return (
    noun.conditions.length === 0 && pointing?.distinct !== undefined && pointing.distinct >= first.from.rows
  );
}

/** One noun for each of the conditions that hold together only over several rows. */
function apart(noun: Noun): readonly Noun[] {
  const both = noun.conditions.find((condition) => condition.kind === 'both');
  if (both?.kind !== 'both') return [noun];
  const others = noun.conditions.filter((condition) => condition !== both);
  return both.of.map((condition) => ({ ...noun, conditions: [...others, condition] }));
}

/** "who is an employee" says what they are, and not what belongs to them. */
const isMereCopula = ({ words, negated, copula }: Lead): boolean => copula && words.length === 0 && !negated;

/** Nearly every row points to one: it hardly is what the words are there for. */
const isTrivial = (path: Path, noun: Noun): boolean =>
  noun.conditions.length === 0 && !noun.pick && path.every(({ toward }) => toward === 'one');

/** "the most common genre of the movies of 2005" counts those movies only. */
const countsRows = ({ pick }: Noun): boolean => pick?.by.kind === 'count' && pick.by.path.length === 0;

/** The same table again says more of the same rows: "songs by singers above 30" where a singer's row holds the song. */
function own(noun: Noun): Choice<Condition>[] {
  if (noun.pick || noun.column) return [];
  return [{ value: { kind: 'all', of: noun.conditions }, cost: 0.1 }];
}

const withoutColumn = ({ column, ...rest }: Noun): Noun => rest;

function speaks(path: Path, outer: Noun, noun: Noun, lead: Lead): boolean {
  const tables = [outer.table, noun.table, ...path.flatMap(({ from, to }) => [from, to])];
  const words = [...tables.flatMap(({ name }) => splitName(name)), ...path.flatMap(({ role }) => role)];
  return tells(lead.telling, words);
}

/** "contestants who got voted", "students enrolled": the verb is a table. */
export function involvements(
  lexicon: Lexicon,
  outer: Noun,
  { mention }: Extract<Limit, { kind: 'involved' }>,
  lead: Lead,
): readonly Choice<Condition>[] {
  return likely(
    mention.matches.flatMap(({ named, cost }) => {
      if (named.kind !== 'table' || named.table === outer.table) return [];
      return relations(
        lexicon,
        outer,
        { kind: 'relation', noun: rowsOf(named.table), none: false },
        lead,
      ).map((choice) => ({
        ...choice,
        cost: choice.cost + cost,
      }));
    }),
  );
}
