import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromOutside, ToOutside } from './inside.ts';
import type { Sighting } from './verdict.ts';

/** The process that is the platform and the people in it: what it measures, Magpie does not slow down. */
export interface Outside {
  /** Resolves with the configuration that leads Magpie there. */
  readonly open: Promise<Readonly<Record<string, string>>>;
  /** Sends so many calls and, when they are acknowledged, as many again. Resolves with how it went, once all are answered or patience is at its end. */
  flood(calls: number, patienceMs: number): Promise<string>;
  /** What became of them. It is the last that this process does. */
  look(): Promise<readonly Sighting[]>;
  kill(): void;
}

/** `module` calls `serveFlood`. */
export function startOutside(module: URL, args: readonly string[]): Outside {
  const child = fork(module, args, { execArgv: [] });
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`${module.pathname} ended with ${code}`);
  });
  // Whoever waits for something is told.
  exited.catch(() => {});
  const said = <Kind extends FromOutside['kind']>(kind: Kind) => {
    const heard = new Promise<Extract<FromOutside, { kind: Kind }>>((resolve) => {
      child.on('message', (message: FromOutside) => {
        if (message.kind === kind) resolve(message as Extract<FromOutside, { kind: Kind }>);
      });
    });
    return Promise.race([heard, exited]);
  };
  const tell = (message: ToOutside) => void child.send(message);

  return {
    open: said('open').then(({ env }) => env),
    async flood(calls, patienceMs) {
      const over = said('over');
      tell({ kind: 'flood', calls, patienceMs });
      return (await over).how;
    },
    async look() {
      const seen = said('seen');
      tell({ kind: 'look' });
      return (await seen).sightings;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
