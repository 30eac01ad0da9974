import { expect, test } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { guard } from '../../src/cli/guard.ts';
import { openTerminal } from '../support/terminal.ts';

const judge = async (lines: readonly string[], dialect = 'sqlite') => {
  const terminal = await openTerminal({}, lines);
  const { code, out } = await terminal.run(guard, '--dialect', dialect);
  return {
    code,
    verdicts: out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
};

test('each statement gets its verdict on a line of its own, in order', async () => {
  const { code, verdicts } = await judge([
    '{"id": "a", "sql": "SELECT * FROM users"}',
    '',
    '{"id": 2, "sql": "DROP TABLE users", "note": "more is no harm"}',
    JSON.stringify({ id: 'c', sql: "SELECT 'two\nlines', readfile('/etc/passwd') FROM users" }),
  ]);
  expect(verdicts).toEqual([
    { id: 'a', verdict: 'allow' },
    { id: 2, verdict: 'refuse', why: 'only questions (SELECT) may run, and this is DROP' },
    { id: 'c', verdict: 'refuse', why: 'no such function: readfile' },
  ]);
  expect(code).toBe(0);
});

test.each(['hello', '[]', 'null', '{"id": 1}', '{"sql": "SELECT 1"}', '{"id": {}, "sql": "SELECT 1"}'])(
  'a line that is no statement is refused, and the rest is still judged: %s',
  async (line) => {
    const { code, verdicts } = await judge([line, '{"id": 1, "sql": "SELECT 1"}']);
    expect(verdicts).toEqual([
      { id: null, verdict: 'refuse', why: 'the line is no JSON object with "id" and "sql"' },
      { id: 1, verdict: 'allow' },
    ]);
    expect(code).toBe(1);
  },
);

test('a dialect without a guard is wrong usage, never an allowance', async () => {
  for (const dialect of ['mysql', 'oracle', '']) {
    await expect(judge(['{"id": 1, "sql": "SELECT 1"}'], dialect)).rejects.toThrow(UsageError);
  }
});
