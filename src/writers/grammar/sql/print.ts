import type { DatePart } from '../meaning/meaning.ts';
import type { Expression, Select, Test } from './select.ts';

/** How one database spells what they spell differently. */
export interface Spelling {
  /** Quoted where it must be. */
  name(name: string): string;
  text(text: string): string;
  part(part: DatePart, of: string): string;
  partNumber(part: DatePart, number: number): string;
  number(of: string): string;
  /** The pattern matches without regard to case. */
  like(of: string, pattern: string): string;
}

const names = { average: 'AVG', sum: 'SUM', minimum: 'MIN', maximum: 'MAX' } as const;

/** `heads` are the names that its columns get, one for each; none for a column that has its own. */
export function print(
  select: Select,
  spelling: Spelling,
  heads: readonly (string | undefined)[] = [],
): string {
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
      ? `ORDER BY ${select.order.map(({ by, end }) => expression(by) + (end === 'high' ? ' DESC' : '')).join(', ')}`
      : '',
    select.limit === undefined ? '' : `LIMIT ${select.limit}`,
  ];
  return clauses.filter(Boolean).join(' ');

  function source({ table, as }: { readonly table: string; readonly as: string }): string {
    return table === as ? spelling.name(table) : `${spelling.name(table)} AS ${spelling.name(as)}`;
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
        return spelling.number(
          of.placeholders.reduce(
            (text, each) => `NULLIF(${text}, ${spelling.text(each)})`,
            expression(of.of),
          ),
        );
      case 'count':
        return of.of ? `COUNT(DISTINCT ${expression(of.of)})` : 'COUNT(*)';
      case 'call':
        return `${names[of.statistic]}(${expression(of.of)})`;
      case 'part':
        return spelling.part(of.part, expression(of.of));
      case 'part-number':
        return spelling.partNumber(of.part, of.number);
      case 'literal':
        return typeof of.value === 'number' ? String(of.value) : spelling.text(of.value);
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
        return `${expression(of.of)} IN (${print(of.select, spelling)})`;
      case 'like':
        return spelling.like(expression(of.of), patternOf(of.match, of.text));
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

  function negation(of: Test): string {
    switch (of.kind) {
      case 'null':
        return `${expression(of.of)} IS NOT NULL`;
      case 'in':
        return of.values.length === 1
          ? test({ kind: 'compare', left: of.of, comparator: '<>', right: of.values[0] as Expression }, true)
          : `${expression(of.of)} NOT IN (${of.values.map(expression).join(', ')})`;
      case 'in-select':
        return `${expression(of.of)} NOT IN (${print(of.select, spelling)})`;
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

const opposite = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;

function patternOf(match: 'contains' | 'begins' | 'ends', text: string): string {
  const plain = text.replace(/[\\%_]/g, '\\$&');
  return { contains: `%${plain}%`, begins: `${plain}%`, ends: `%${plain}` }[match];
}
