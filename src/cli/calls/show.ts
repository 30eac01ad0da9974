import { parseArgs } from 'node:util';
import { durationIn } from '../../core/duration.ts';
import type { Wish, WishAnswer } from '../../core/wish.ts';
import { visible } from '../../render/visible.ts';
import type { CallRecord, CallStatement } from '../../store/call-records.ts';
import { type Io, UsageError } from '../command.ts';
import { refuseFor } from '../refuse.ts';
import { withStore } from '../with-store.ts';
import { contentLine } from './content-line.ts';
import { whereOf } from './where.ts';

const optionSpecs = {
  content: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

interface Life extends CallRecord {
  readonly files: number;
  readonly statements: readonly CallStatement[];
  /** What operators wanted of it. */
  readonly wishes: readonly (Wish & { readonly answer?: WishAnswer })[];
}

/** `magpie calls show`: the life of one call. */
export async function show(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: optionSpecs,
    allowPositionals: true,
  });
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) throw new UsageError('calls show needs the id of one call');
  const { content, json } = values;
  return withStore(io, json, async ({ records, wishes }) => {
    const call = await records.get(id, content);
    if (!call) return refuseFor(`there is no call ${id}`, json, io);
    const life: Life = {
      ...call,
      files: await records.files(id),
      statements: await records.statements(id),
      wishes: await wishes.ofCall(id),
    };
    io.out(json ? `${JSON.stringify(life)}\n` : textOf(life, new Date()));
    return 0;
  });
}

function textOf(life: Life, now: Date): string {
  const { state, outcome, attempts, files, statements, wishes } = life;
  const timed = (iso: string) => `${iso} (${durationIn('en', Math.abs(now.getTime() - Date.parse(iso)))})`;
  const facts: readonly (readonly [string, string | number | undefined])[] = [
    ['call', life.id],
    ['command', `${life.command} on ${life.platform}`],
    ['where', whereOf(life)],
    ['by', life.callerId],
    ['seen by', life.visibility],
    ['under', life.about],
    ['received', timed(life.receivedAt)],
    ['wanted by', life.answerBy],
    ['state', outcome === undefined || outcome === state ? state : `${state} (${outcome})`],
    ['since', timed(life.changedAt)],
    ['attempts', attempts],
    ['opened', life.opened],
    ['files', files || undefined],
    ...statements.map((statement) => ['statement', statementLine(statement)] as const),
    ...wishes.map((wish) => ['wish', wishLine(wish)] as const),
    ['content', contentLine(life) || undefined],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${`${name}:`.padEnd(11)}${visible(String(value))}\n`)
    .join('');
}

const statementLine = ({ at, source, verdict, rows, ms }: CallStatement): string =>
  [
    `${at} ${source}: ${verdict}`,
    ...(rows === undefined ? [] : [`${rows} rows`]),
    ...(ms === undefined ? [] : [`${ms} ms`]),
  ].join(', ');

function wishLine({ kind, madeAt, answer }: Life['wishes'][number]): string {
  return `${madeAt} ${kind}: ${becameOf(answer)}`;
}

function becameOf(answer: WishAnswer | undefined): string {
  if (!answer) return 'waits';
  if (answer.verdict === 'refused') return `refused: ${answer.why}`;
  return answer.newCallId === undefined ? 'done' : `done as ${answer.newCallId}`;
}
