import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import { guard } from '../../src/cli/guard.ts';
import { birdsIn } from '../support/started-bot.ts';
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
  for (const dialect of ['oracle', '']) {
    await expect(judge(['{"id": 1, "sql": "SELECT 1"}'], dialect)).rejects.toThrow(UsageError);
  }
});

describe('with a source', () => {
  const lines = [
    '{"id": 1, "sql": "SELECT name FROM birds"}',
    '{"id": 2, "sql": "SELECT wings FROM birds"}',
    '{"id": 3, "sql": "SELECT * FROM users"}',
    '{"id": 4, "sql": "DELETE FROM birds"}',
  ];

  test('its tables and columns count too', async () => {
    const terminal = await openTerminal({}, lines);
    birdsIn(terminal.cwd);
    const { code, out } = await terminal.run(guard, '--source', 'sqlite:birds.sqlite');
    expect(out.match(/"verdict":"\w+"/g)).toEqual([
      '"verdict":"allow"',
      ...['"verdict":"refuse"', '"verdict":"refuse"', '"verdict":"refuse"'],
    ]);
    expect(out).toContain('no such column: wings');
    expect(code).toBe(0);
  });

  test('--dialect may not say another one', async () => {
    const terminal = await openTerminal({}, lines);
    birdsIn(terminal.cwd);
    const run = terminal.run(guard, '--source', 'birds.sqlite', '--dialect', 'postgres');
    await expect(run).rejects.toThrow(UsageError);
  });

  test('that cannot be opened the reason is told, and never its password', async () => {
    const terminal = await openTerminal({}, lines);
    const { code, out, err } = await terminal.run(guard, '--source', 'sqlite://me:canary@host/x.sqlite');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('there is no file');
    expect(err).not.toContain('canary');
  });
});
