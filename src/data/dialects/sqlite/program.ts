import type { DatabaseSync } from 'node:sqlite';

/** One instruction of a compiled statement: https://sqlite.org/opcode.html */
export interface Instruction {
  readonly opcode: string;
  readonly p1: number;
  readonly p2: number;
}

/** One step of SQLite's plan: https://sqlite.org/eqp.html */
export interface Step {
  /** 'SCAN orders', 'SEARCH u USING INTEGER PRIMARY KEY (rowid=?)', 'CO-ROUTINE days'. */
  readonly detail: string;
  readonly inner: readonly Step[];
  /** Where its instructions begin, and where those of the step behind it do. */
  readonly begin: number;
  readonly end: number;
}

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly steps: readonly Step[];
}

/** A longer program is of no question that anybody wrote. */
const maxInstructions = 20_000;

/** What SQLite makes of a statement that may run; nothing is run. Undefined for one that is too long. */
export function readProgram(db: DatabaseSync, sql: string): Program | undefined {
  const instructions: Instruction[] = [];
  for (const { opcode, p1, p2 } of db.prepare(`EXPLAIN ${sql}`).iterate()) {
    if (instructions.push({ opcode: String(opcode), p1: Number(p1), p2: Number(p2) }) > maxInstructions)
      return undefined;
  }
  const rows = db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ id, parent, detail }) => ({ id: Number(id), parent: Number(parent), detail: String(detail) }));
  return { instructions, steps: nested(rows, instructions.length) };
}

interface Row {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

function nested(rows: readonly Row[], length: number): readonly Step[] {
  // The id is the step's place in a program in which every step takes one instruction more.
  const begin = new Map(rows.map(({ id }) => [id, id - rows.filter((other) => other.id < id).length]));
  const stepsOf = (parent: number, end: number): Step[] => {
    const inner = rows.filter((row) => row.parent === parent);
    return inner.map(({ id, detail }, at) => {
      const behind = begin.get(inner[at + 1]?.id ?? -1) ?? end;
      return { detail, begin: begin.get(id) ?? 0, end: behind, inner: stepsOf(id, behind) };
    });
  };
  return stepsOf(0, length);
}
