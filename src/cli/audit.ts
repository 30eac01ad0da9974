import { parseArgs } from 'node:util';
import { type AuditEntry, auditVerdicts } from '../core/audit.ts';
import { plainTable } from '../render/plain-table.ts';
import { type CliCommand, UsageError } from './command.ts';
import { withStore } from './with-store.ts';

const optionSpecs = {
  since: { type: 'string' },
  limit: { type: 'string', default: '1000' },
  json: { type: 'boolean', default: false },
} as const;

/** Who wanted which statement where, and what became of it; beside a Magpie that runs, too. */
export const audit: CliCommand = {
  name: 'audit',
  usage: '[--since YYYY-MM-DD] [--limit N] [--json]',
  about: `Print the statements that people asked for, oldest first, each with its verdict: ${auditVerdicts.join(', ')}`,

  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: optionSpecs });
    const { since = '0000-01-01' } = values;
    if (!/^\d{4}-\d\d-\d\d/.test(since)) throw new UsageError('--since takes a date: 2026-11-24');
    const limit = Number(values.limit);
    if (!Number.isSafeInteger(limit) || limit < 1)
      throw new UsageError('--limit takes a number of statements');
    return withStore(io, values.json, async (store) => {
      const entries = await store.audit.entries(since, limit);
      io.out(values.json ? `${JSON.stringify(entries)}\n` : auditText(entries));
      return 0;
    });
  },
};

const columns = (['at', 'who', 'where', 'source', 'verdict', 'rows', 'ms', 'sql'] as const).map((name) => ({
  name,
  kind: name === 'rows' || name === 'ms' ? ('integer' as const) : ('text' as const),
}));

const auditText = (entries: readonly AuditEntry[]): string =>
  entries.length === 0
    ? 'Nobody has asked for a statement yet.\n'
    : `${plainTable({ columns, rows: entries.map(rowOf) }, { locale: 'en', maxWidth: 180 })}\n`;

const rowOf = ({
  at,
  callerName,
  callerId,
  platform,
  channel,
  source,
  verdict,
  rows,
  ms,
  sql,
}: AuditEntry) => [
  at.slice(0, 19).replace('T', ' '),
  callerName || callerId,
  `${platform} ${channel}`,
  source,
  verdict,
  rows ?? null,
  ms ?? null,
  sql,
];
