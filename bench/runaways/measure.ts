import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { DataSource, Dialect } from '../../src/core/data-source.ts';
import { asMagpieError, whatOf } from '../../src/core/problem.ts';
import { openSource } from '../../src/data/open.ts';
import { watchChildren } from '../watch-children.ts';
import type { House, Where } from './houses.ts';

interface Runaway {
  readonly what: string;
  /** The code of its error. */
  readonly ended: string;
  readonly ms: number;
}

export type Report =
  | { readonly kind: 'skipped'; readonly dialect: Dialect; readonly why: string }
  | {
      readonly kind: 'measured';
      readonly dialect: Dialect;
      readonly longestMs: number;
      /** The longest time that the event loop did nothing. */
      readonly gapMs: number;
      /** Resident at most in one child process; 0 where the work is a server's. */
      readonly childMb: number;
      /** How much this process grew at most. */
      readonly ownMb: number;
      readonly ran: readonly Runaway[];
    };

/** A dialect that cannot be opened here is skipped. */
export async function measure(house: House, where: Where, timeoutMs: number): Promise<Report> {
  const { dialect } = house;
  let source: DataSource;
  try {
    source = await openSource({ name: dialect, url: house.url(where), children: 1, allowSuperuser: true });
  } catch (error) {
    return { kind: 'skipped', dialect, why: whatOf(asMagpieError(error)) };
  }
  if (source.dialect !== dialect) {
    await source.close();
    return { kind: 'skipped', dialect, why: `this is opened as ${source.dialect}` };
  }
  const memory = watchChildren();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const ran: Runaway[] = [];
  for (const [what, sql] of house.statements) ran.push(await run(source, what, sql, timeoutMs));
  delay.disable();
  const { childMb, ownMb } = memory.stop();
  await source.close();
  return {
    kind: 'measured',
    dialect,
    longestMs: Math.max(...ran.map(({ ms }) => ms)),
    gapMs: Math.round(delay.max / 1e6),
    childMb,
    ownMb,
    ran,
  };
}

async function run(source: DataSource, what: string, sql: string, timeoutMs: number): Promise<Runaway> {
  const limits = { maxRows: 1_000, maxBytes: 1_000_000, timeoutMs, signal: new AbortController().signal };
  // A child that was killed before is being replaced: that is no part of this one's time.
  await source.check('SELECT 1', limits.signal);
  const began = performance.now();
  const ended = await source.select(sql, limits).then(
    () => 'answered',
    (error) => asMagpieError(error).code,
  );
  return { what, ended, ms: Math.round(performance.now() - began) };
}
