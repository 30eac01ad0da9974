import { parseArgs } from 'node:util';
import { callStates } from '../../core/call.ts';
import { durationIn } from '../../core/duration.ts';
import { plainTable } from '../../render/plain-table.ts';
import type { CallRecord } from '../../store/call-records.ts';
import { type Io, UsageError } from '../command.ts';
import { withStore } from '../with-store.ts';
import { contentLine } from './content-line.ts';
import { sinceOf } from './since.ts';
import { whereOf } from './where.ts';

const optionSpecs = {
  state: { type: 'string' },
  platform: { type: 'string' },
  since: { type: 'string' },
  limit: { type: 'string', default: '50' },
  content: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** `magpie calls list`: the last calls, oldest first. */
export async function list(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: optionSpecs });
  const { platform, content, json } = values;
  const now = new Date();
  const state = callStates.find((one) => one === values.state);
  if (values.state !== undefined && !state)
    throw new UsageError(`--state is one of ${callStates.join(', ')}`);
  const limit = Number(values.limit);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new UsageError('--limit takes a number of calls');
  const since = values.since === undefined ? undefined : sinceOf(values.since, now);
  return withStore(io, json, async ({ records }) => {
    const found = await records.list({ state, platform, since, limit, content });
    io.out(json ? `${JSON.stringify(found)}\n` : textOf(found, now));
    return 0;
  });
}

const names = ['id', 'platform', 'command', 'state', 'outcome', 'where', 'age', 'attempts'] as const;

function textOf(found: readonly CallRecord[], now: Date): string {
  if (found.length === 0) return 'There are no such calls.\n';
  const withContent = found.some(({ content }) => content);
  const shown = withContent ? [...names, 'content'] : names;
  const columns = shown.map((name) => ({
    name,
    kind: name === 'attempts' ? ('integer' as const) : ('text' as const),
  }));
  const rows = found.map((call) => [...cellsOf(call, now), ...(withContent ? [contentLine(call)] : [])]);
  return `${plainTable({ columns, rows }, { locale: 'en', maxWidth: 180 })}\n`;
}

const cellsOf = (call: CallRecord, now: Date) => [
  call.id,
  call.platform,
  call.command,
  call.state,
  call.outcome ?? '',
  whereOf(call),
  durationIn('en', now.getTime() - Date.parse(call.receivedAt)),
  call.attempts,
];
