import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';
import type { Sighting } from './verdict.ts';

export type ToOutside =
  | { readonly kind: 'flood'; readonly calls: number; readonly patienceMs: number }
  | { readonly kind: 'look' };
export type FromOutside =
  | { readonly kind: 'open'; readonly env: Readonly<Record<string, string>> }
  | { readonly kind: 'over'; readonly how: string }
  | { readonly kind: 'seen'; readonly sightings: readonly Sighting[] };

/** A platform of many people. */
export interface Platform<Sending> {
  /** Magpie's configuration that leads it here. */
  readonly env: Readonly<Record<string, string>>;
  readonly crowd: Crowd<Sending>;
  /** What Magpie did that a well-made app would not have done. */
  readonly violations: readonly string[];
  /** Resolves once Magpie hears what people do here; false when the signal aborts before. */
  heard(overdue: AbortSignal): Promise<boolean>;
}

const pauseMs = 500;

/** Makes this process the platform of a flood. */
export function serveFlood<Sending>({ env, crowd, violations, heard }: Platform<Sending>): void {
  const tell = (message: FromOutside) => void process.send?.(message);

  async function flood(calls: number, patienceMs: number): Promise<string> {
    const overdue = AbortSignal.timeout(patienceMs);
    if (!(await heard(overdue))) return 'nobody listened';
    const waiting = await crowd.prepare(calls, false);
    const measured = await crowd.prepare(calls, true);
    await crowd.send(waiting);
    const still = crowd.unanswered();
    const began = performance.now();
    await crowd.send(measured);
    while (crowd.unanswered() > 0 && !overdue.aborted) await sleep(pauseMs);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    return [
      `${still} calls waited when ${calls} more came; ${crowd.unanswered()} without an answer ${seconds} s later`,
      ...violations,
    ].join('\n');
  }

  process.on('message', async (message: ToOutside) => {
    switch (message.kind) {
      case 'flood':
        return tell({ kind: 'over', how: await flood(message.calls, message.patienceMs) });
      case 'look':
        return tell({ kind: 'seen', sightings: crowd.sightings() });
    }
  });
  process.on('disconnect', () => process.exit());
  tell({ kind: 'open', env });
}
