import type { Estimate } from '../../../core/data-source.ts';
import type { Instruction, Program, Step } from './program.ts';
import type { RowsAt } from './row-counts.ts';

export interface Plan {
  readonly estimate: Estimate;
  /** How many rows the result has: only where nothing is left out or put together. */
  readonly result?: number;
}

/** Rows that an index finds for one row, a table function makes, and a recursion goes through: SQLite does not say. */
const found = 10;
const made = 10;
const rounds = 1_000;
/** Of the rows of an inner loop, one in so many fits the row of the outer one. */
const fits = 10;

const conditions = new Set([
  'Eq',
  'Ne',
  'Lt',
  'Le',
  'Gt',
  'Ge',
  'If',
  'IfNot',
  'IsNull',
  'NotNull',
  'Found',
  'NotFound',
]);
const narrowing = new Set([
  ...conditions,
  'AggStep',
  'Compare',
  'Count',
  'DecrJumpZero',
  'IfNotZero',
  'IfPos',
  'OffsetLimit',
]);
const gathering = new Set(['AggStep', 'SorterOpen', 'OpenEphemeral']);

interface Work {
  /** Rows read on the way. */
  readonly read: number;
  /** Rows that come out. */
  readonly out: number;
}

/** What a program would take: loops within loops multiply, and what stands in an index is found at once. */
export function planOf({ instructions, steps }: Program, rowsAt: RowsAt): Plan {
  const results = new Map<string, number>();
  const tables = new Map(
    instructions.flatMap(({ opcode, p1, p2 }) => (opcode === 'OpenRead' ? [[p1, p2] as const] : [])),
  );
  let cartesian = false;
  let guessed = false;

  /** Steps side by side are loops within each other, or parts of a compound question. */
  const workOf = (siblings: readonly Step[], begin: number, end: number): Work => {
    let read = 0;
    let outer = 1;
    let loops = 0;
    let parts = 0;
    let perRow = 0;
    for (const step of siblings) {
      const [verb = ''] = step.detail.split(' ');
      if (verb === 'SCAN' || verb === 'SEARCH' || verb === 'MULTI-INDEX') {
        const rows = verb === 'SCAN' ? scanned(step) : foundBy(step);
        read += outer * rows;
        const alone = verb === 'SCAN' && !isJoined(step);
        if (alone && loops > 0 && outer > 1 && rows > 1) cartesian = true;
        outer *= verb !== 'SCAN' || alone || loops === 0 ? rows : Math.max(1, rows / fits);
        loops++;
        continue;
      }
      const inner = workOf(step.inner, step.begin, step.end);
      const name = /^(?:CO-ROUTINE|MATERIALIZE) (.*)$/s.exec(step.detail)?.[1];
      if (name !== undefined) results.set(name, inner.out);
      if (verb === 'CORRELATED') perRow += inner.read;
      else read += inner.read * (step.detail === 'RECURSIVE STEP' ? rounds : 1);
      if (partOfCompound.test(step.detail))
        parts += inner.out * (step.detail === 'RECURSIVE STEP' ? rounds : 1);
    }
    read += outer * perRow;
    const out = loops > 0 ? outer : Math.max(parts, 1);
    return narrowed({ read, out }, instructionsOf(siblings, begin, end));
  };

  const scanned = (step: Step): number => {
    const cursor = cursorOf(step, instructions);
    const known = cursor === undefined ? undefined : rowsAt(tables.get(cursor) ?? 0);
    if (known !== undefined) return known;
    guessed = true;
    const [, written] = /^SCAN (?:(\d+)-ROW VALUES CLAUSE|CONSTANT ROW)/.exec(step.detail) ?? [];
    if (step.detail.startsWith('SCAN CONSTANT ROW') || written !== undefined) return Number(written ?? 1);
    const [, rows] = [...results].findLast(([name]) => `${step.detail} `.startsWith(`SCAN ${name} `)) ?? [];
    return rows ?? made;
  };

  const isJoined = (step: Step): boolean => {
    if (step.detail.includes(' VIRTUAL TABLE ')) return true;
    const cursor = cursorOf(step, instructions);
    const loop = instructions.slice(step.begin, step.end);
    const next = loop.findIndex(({ opcode, p1 }) => opcode === 'Next' && p1 === cursor);
    const body = next < 0 ? loop : loop.slice(0, next);
    const compared = body.slice(0, body.findLastIndex(({ opcode }) => conditions.has(opcode)) + 1);
    return compared.some(({ opcode, p1 }) => (opcode === 'Column' || opcode === 'Rowid') && p1 !== cursor);
  };

  /** Without what belongs to the steps within them. */
  const instructionsOf = (siblings: readonly Step[], begin: number, end: number): readonly Instruction[] => {
    const within = siblings.filter(({ inner, detail }) => inner.length > 0 && !partOfCompound.test(detail));
    return instructions
      .slice(begin, end)
      .filter((_, at) => !within.some((step) => begin + at >= step.begin && begin + at < step.end));
  };

  const narrowed = ({ read, out }: Work, own: readonly Instruction[]): Work => {
    const has = (opcode: string) => own.some((one) => one.opcode === opcode);
    // Groups are told apart by a comparison; without one all rows become one.
    if (has('Count') || (has('AggFinal') && !has('Compare'))) return { read, out: 1 };
    const countdown = own.find(({ opcode }) => opcode === 'DecrJumpZero')?.p1;
    const limit = instructions.find(({ opcode, p2 }) => opcode === 'Integer' && p2 === countdown)?.p1;
    if (countdown === undefined || limit === undefined || limit >= out) return { read, out };
    const goesThroughAll = own.some(({ opcode }) => gathering.has(opcode) || conditions.has(opcode));
    return { read: goesThroughAll ? read : read * (limit / out), out: limit };
  };

  const { read, out } = workOf(steps, 0, instructions.length);
  const plain = !guessed && !instructions.some(({ opcode }) => narrowing.has(opcode));
  const everything =
    plain && steps.every(({ detail }) => /^SCAN |^USE TEMP B-TREE FOR ORDER BY/.test(detail));
  return {
    estimate: { rows: Math.round(Math.max(read, out)), cartesian },
    ...(everything && { result: out }),
  };
}

const partOfCompound =
  /^(COMPOUND QUERY|LEFT-MOST SUBQUERY|UNION|EXCEPT|INTERSECT|MERGE|LEFT$|RIGHT$|SETUP|RECURSIVE STEP)/;

const foundBy = ({ detail }: Step): number => (detail.includes('INTEGER PRIMARY KEY (rowid=?)') ? 1 : found);

/** The cursor that a loop over a table moves. Where rows are only counted, that is done right before the step is noted. */
const cursorOf = ({ begin, end }: Step, instructions: readonly Instruction[]): number | undefined =>
  (
    instructions.slice(begin, end).find(({ opcode }) => opcode === 'Rewind' || opcode === 'Last') ??
    instructions.slice(Math.max(0, begin - 2), begin).find(({ opcode }) => opcode === 'Count')
  )?.p1;
