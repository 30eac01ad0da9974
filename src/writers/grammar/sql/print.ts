import type { DatePart, End } from '../meaning/meaning.ts';
import type { Expression, Select, Source, Test } from './select.ts';
import { strict } from './strict.ts';

/** How one database spells what they spell differently. The answers are alike. */
export interface Spelling {
  /** What is shown of a group must stand in GROUP BY, and a text is no number, whatever it says. */
  readonly strict: boolean;
  /** Quoted where it must be. */
  name(name: string): string;
  text(text: string): string;
  /** A floating point number, whatever is averaged. */
  average(of: string): string;
  /** As text: 2021, 03, 0 for Sunday, 2021-03-05, 2021-03. `type` is the declared type of what it is a part of. */
  part(part: DatePart, of: string, type: string): string;
  /** Of a number that is kept as text; nothing fails where it is none, and the placeholders are null. */
  number(of: string, placeholders: readonly string[]): string;
  /** The pattern, with backslashes before what is no wildcard, matches without regard to case. */
  like(of: string, pattern: string, type: string): string;
  /** What is unknown counts as less than everything. */
  order(of: string, end: End, nullable: boolean): string;
  /** What IN looks into. */
  list(select: string, limited: boolean): string;
}

const names = { sum: 'SUM', minimum: 'MIN', maximum: 'MAX' } as const;

/** `heads` are the names that its columns get, one for each; none for a column that has its own. */
export function print(
  planned: Select,
  spelling: Spelling,
  heads: readonly (string | undefined)[] = [],
): string {
  const select = spelling.strict ? strict(planned) : planned;
  const single = select.joins.length === 0;
  const clauses = [
    `SELECT ${select.distinct ? 'DISTINCT ' : ''}${select.columns.map(column).join(', ')}`,
    `FROM ${source(select.from)}`,
    ...select.joins.map(
      (join) =>
        `JOIN ${source(join)} ON ${join.on.map(([a, b]) => `${expression(b)} = ${expression(a)}`).join(' AND ')}`,
    ),
    conjunction('WHERE', select.where),
    select.group.length > 0 ? `GROUP BY ${select.group.map(expression).join(', ')}` : '',
    conjunction('HAVING', select.having),
    select.order.length > 0
      ? `ORDER BY ${select.order.map(({ by, end }) => spelling.order(expression(by), end, isNullable(by))).join(', ')}`
      : '',
    select.limit === undefined ? '' : `LIMIT ${select.limit}`,
  ];
  return clauses.filter(Boolean).join(' ');

  function source({ table: { schema, name }, as }: Source): string {
    const table =
      schema === undefined ? spelling.name(name) : `${spelling.name(schema)}.${spelling.name(name)}`;
    return name === as ? table : `${table} AS ${spelling.name(as)}`;
  }

  function column(of: Expression, at: number): string {
    const head = heads[at];
    return head === undefined ? expression(of) : `${expression(of)} AS ${spelling.name(head)}`;
  }

  function conjunction(word: string, tests: readonly Test[]): string {
    return tests.length === 0
      ? ''
      : `${word} ${tests.map((each) => test(each, tests.length > 1)).join(' AND ')}`;
  }

  function expression(of: Expression): string {
    switch (of.kind) {
      case 'column':
        return single ? spelling.name(of.name) : `${spelling.name(of.of)}.${spelling.name(of.name)}`;
      case 'number':
        if (of.alike && !spelling.strict) return expression(of.of);
        return of.of.kind === 'literal'
          ? String(Number(of.of.value))
          : spelling.number(expression(of.of), of.placeholders);
      case 'count':
        return of.of ? `COUNT(DISTINCT ${expression(of.of)})` : 'COUNT(*)';
      case 'call':
        return of.statistic === 'average'
          ? spelling.average(expression(of.of))
          : `${names[of.statistic]}(${expression(of.of)})`;
      case 'part':
        return spelling.part(of.part, expression(of.of), typeOf(of.of));
      case 'part-number':
        return `'${String(of.number).padStart(of.part === 'month' ? 2 : 1, '0')}'`;
      case 'literal':
        return typeof of.value === 'string' ? spelling.text(of.value) : String(of.value).toUpperCase();
      case 'select':
        return `(${print(of.select, spelling)})`;
      case 'all':
        return single ? '*' : `${spelling.name(of.of)}.*`;
    }
  }

  function test(of: Test, inner: boolean): string {
    switch (of.kind) {
      case 'compare':
        return `${expression(of.left)} ${of.comparator} ${expression(of.right)}`;
      case 'between':
        return `${expression(of.of)} BETWEEN ${expression(of.low)} AND ${expression(of.high)}`;
      case 'in': {
        const [first, ...rest] = of.values.map(expression);
        return rest.length === 0
          ? `${expression(of.of)} = ${first}`
          : `${expression(of.of)} IN (${[first, ...rest].join(', ')})`;
      }
      case 'in-select':
        return `${expression(of.of)} IN (${list(of.select)})`;
      case 'like':
        return spelling.like(expression(of.of), patternOf(of.match, of.text), typeOf(of.of));
      case 'null':
        return `${expression(of.of)} IS NULL`;
      case 'not':
        return negation(of.of);
      case 'any':
      case 'all': {
        if (of.of.length === 0) return '1 = 1';
        const text = of.of.map((each) => test(each, true)).join(of.kind === 'any' ? ' OR ' : ' AND ');
        return of.of.length > 1 && (inner || of.kind === 'any') ? `(${text})` : text;
      }
    }
  }

  function list(of: Select): string {
    return spelling.list(print(of, spelling), of.limit !== undefined);
  }

  function negation(of: Test): string {
    switch (of.kind) {
      case 'null':
        return `${expression(of.of)} IS NOT NULL`;
      case 'in':
        return of.values.length === 1
          ? test({ kind: 'compare', left: of.of, comparator: '<>', right: of.values[0] as Expression }, true)
          : `${expression(of.of)} NOT IN (${of.values.map(expression).join(', ')})`;
      case 'in-select':
        return `${expression(of.of)} NOT IN (${list(of.select)})`;
      case 'compare':
        return test({ ...of, comparator: opposite[of.comparator] }, true);
      case 'not':
        return test(of.of, true);
      case 'between':
      case 'like':
      case 'any':
      case 'all':
        return `NOT (${test(of, false)})`;
    }
  }
}

const typeOf = (of: Expression): string => (of.kind === 'column' ? of.type : '');

function isNullable(of: Expression): boolean {
  switch (of.kind) {
    case 'column':
      return of.nullable;
    case 'call':
    case 'part':
      return isNullable(of.of);
    case 'number':
    case 'select':
      return true;
    case 'count':
    case 'literal':
    case 'part-number':
    case 'all':
      return false;
  }
}

const opposite = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

function patternOf(match: 'contains' | 'begins' | 'ends', text: string): string {
  const plain = text.replace(/[\\%_]/g, '\\$&');
  return { contains: `%${plain}%`, begins: `${plain}%`, ends: `%${plain}` }[match];
}
